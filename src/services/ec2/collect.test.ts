import { afterEach, expect, test } from 'vitest';
import { ACCOUNT, elsewhere, here, reading, resource, startWith } from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import type { Emulation } from '../../sandbox/emulation.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectInstances } from './collect.ts';
import ec2 from './emulate.ts';

const instance = (id: string, rest: Partial<Resource> = {}) =>
  resource('AWS::EC2::Instance', here('ec2', `instance/${id}`), id, rest);
const PLAIN = instance('i-0123456789abcdef0');
const PROFILE = `arn:aws:iam::${ACCOUNT}:instance-profile/web/server`;
const SERVER = instance('i-0123456789abcdef1', { concerns: [PROFILE] });

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function collected(
  resources: readonly Resource[],
  denied?: readonly string[],
  emulation: Emulation = ec2,
) {
  sandbox = await startWith([emulation], resources, denied);
  return collectInstances(reading(sandbox));
}

test('the instances are those of the account and Region, with their profiles', async () => {
  expect(await collected([PLAIN, SERVER, ...elsewhere(SERVER)])).toEqual({
    value: [PLAIN, SERVER],
    gaps: [],
  });
});

test('there is no instance', async () => {
  expect(await collected(elsewhere(PLAIN))).toEqual({ value: [], gaps: [] });
});

test('more than a page', async () => {
  const instances = Array.from({ length: 1001 }, (_, index) =>
    instance(`i-${String(index).padStart(17, '0')}`),
  );
  expect(await collected(instances)).toEqual({ value: instances, gaps: [] });
});

test.each([
  ['terminated', false],
  ['shutting-down', false],
  ['stopped', true],
])('one that is %s', async (name, there) => {
  const emulation: Emulation = {
    ...ec2,
    operations: {
      DescribeInstances: {
        access: 'read',
        needs: () => [],
        run: () => ({
          reservationSet: [{ instancesSet: [{ instanceId: PLAIN.name, instanceState: { name } }] }],
        }),
      },
    },
  };
  expect(await collected([], undefined, emulation)).toEqual({ value: there ? [PLAIN] : [], gaps: [] });
});

test('without ec2:DescribeInstances', async () => {
  const action = 'ec2:DescribeInstances';
  expect(await collected([PLAIN], [action])).toEqual({
    value: [],
    gaps: [
      expect.objectContaining({ resource: here('ec2', 'instance/*'), action, code: 'UnauthorizedOperation' }),
    ],
  });
});
