import { RolesAnywhere } from '@aws-sdk/client-rolesanywhere';
import { afterEach, expect, test } from 'vitest';
import {
  ACCOUNT,
  clientOptions,
  elsewhere,
  here,
  reading,
  resource,
  startWith,
} from '../../../test/services/stage.ts';
import { clientConfig } from '../../aws/client.ts';
import type { Resource } from '../../model/resource.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectTrustAnchors } from './collect.ts';
import rolesanywhere from './emulate.ts';

const client = () =>
  new RolesAnywhere({
    ...clientOptions(sandbox),
    requestHandler: clientConfig(reading(sandbox)).requestHandler,
  });
const anchor = (id: string, name: string) =>
  resource('AWS::RolesAnywhere::TrustAnchor', here('rolesanywhere', `trust-anchor/${id}`), name, {
    enabled: true,
  });
const ANCHOR = anchor('11111111-2222-3333-4444-555555555555', 'corporate');

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function collected(resources: readonly Resource[], denied?: readonly string[]) {
  sandbox = await startWith([rolesanywhere], resources, denied);
  return collectTrustAnchors(reading(sandbox));
}

test('the trust anchors of the account and Region', async () => {
  expect(await collected([ANCHOR, ...elsewhere(ANCHOR)])).toEqual({ value: [ANCHOR], gaps: [] });
});

test('whether each is enabled', async () => {
  const disabled = { ...anchor('22222222-2222-3333-4444-555555555555', 'former'), enabled: false };
  expect((await collected([ANCHOR, disabled])).value).toEqual([ANCHOR, disabled]);
});

test('more than a page', async () => {
  const many = Array.from({ length: 101 }, (_, index) => anchor(`anchor-${index + 100}`, 'one'));
  expect(await collected(many)).toEqual({ value: many, gaps: [] });
});

test('without rolesanywhere:ListTrustAnchors', async () => {
  const action = 'rolesanywhere:ListTrustAnchors';
  expect(await collected([ANCHOR], [action])).toEqual({
    value: [],
    gaps: [
      expect.objectContaining({
        resource: here('rolesanywhere', 'trust-anchor/*'),
        action,
        code: 'AccessDeniedException',
      }),
    ],
  });
});

test('a token that no page gave', async () => {
  sandbox = await startWith([rolesanywhere], [ANCHOR]);
  const listed = client().listTrustAnchors({ nextToken: 'none' });
  await expect(listed).rejects.toMatchObject({ name: 'ValidationException' });
});

const roleArns = [`arn:aws:iam::${ACCOUNT}:role/Deployer`];
const trustAnchorId = ANCHOR.arn.replace(/^.*\//, '');
const source = { sourceType: 'CERTIFICATE_BUNDLE', sourceData: { x509CertificateData: 'none' } } as const;

test.each<[string, string, (it: RolesAnywhere) => Promise<unknown>]>([
  ['rolesanywhere:UpdateTrustAnchor', ANCHOR.arn, (it) => it.updateTrustAnchor({ trustAnchorId })],
  ['rolesanywhere:EnableTrustAnchor', ANCHOR.arn, (it) => it.enableTrustAnchor({ trustAnchorId })],
  ['rolesanywhere:CreateTrustAnchor', '*', (it) => it.createTrustAnchor({ name: 'one', source })],
  ['rolesanywhere:CreateProfile', '*', (it) => it.createProfile({ name: 'one', roleArns })],
  ['iam:PassRole', roleArns[0] ?? '', (it) => it.createProfile({ name: 'one', roleArns })],
])('%s is authorized on %s, then answered 501', async (action, on, call) => {
  sandbox = await startWith([rolesanywhere], [ANCHOR], [action]);
  await expect(call(client())).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(`${action} on resource: ${on}`),
  });
  await sandbox.close();
  sandbox = await startWith([rolesanywhere], [ANCHOR]);
  await expect(call(client())).rejects.toMatchObject({
    name: 'NotEmulated',
  });
});
