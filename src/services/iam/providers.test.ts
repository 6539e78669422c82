import { afterEach, expect, test } from 'vitest';
import { ACCOUNT, elsewhere, reading, resource, startWith } from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectProviders } from './collect-providers.ts';
import iam from './emulate.ts';

const arn = (rest: string) => `arn:aws:iam::${ACCOUNT}:${rest}`;
const SAML = resource('AWS::IAM::SAMLProvider', arn('saml-provider/directory'), 'directory');
const OIDC = resource(
  'AWS::IAM::OIDCProvider',
  arn('oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE'),
  'oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE',
);

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function collected(resources: readonly Resource[], denied?: readonly string[]) {
  sandbox = await startWith([iam], resources, denied);
  return collectProviders(reading(sandbox));
}

const otherAccounts = (one: Resource) => elsewhere(one).filter(({ accountId }) => accountId !== ACCOUNT);

test('the account’s identity providers, and nobody else’s', async () => {
  const others = [SAML, OIDC].flatMap(otherAccounts);
  expect(await collected([...others, SAML, OIDC])).toEqual({ value: [OIDC, SAML], gaps: [] });
});

test('none', async () => {
  expect(await collected(otherAccounts(SAML))).toEqual({ value: [], gaps: [] });
});

test.each([
  ['iam:ListSAMLProviders', 'saml-provider/*', [OIDC]],
  ['iam:ListOpenIDConnectProviders', 'oidc-provider/*', [SAML]],
])('without %s', async (action, about, value) => {
  expect(await collected([SAML, OIDC], [action])).toEqual({
    value,
    gaps: [expect.objectContaining({ resource: arn(about), action, code: 'AccessDenied' })],
  });
});
