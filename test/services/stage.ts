import type { AwsAccess } from '../../src/aws/access.ts';
import type { Resource } from '../../src/model/resource.ts';
import type { Emulation } from '../../src/sandbox/emulation.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/start.ts';
import { accessAs, signIn } from '../replay/stage.ts';

export const ACCOUNT = '222222222222';
export const OTHER = '333333333333';
export const REGION = 'us-east-1';

/** An ARN of the account in the Region. */
export const here = (service: string, rest: string): string =>
  `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;

export const resource = (
  type: Resource['type'],
  arn: string,
  name: string,
  rest: Partial<Resource> = {},
): Resource => ({
  type,
  arn,
  name,
  accountId: arn.split(':')[4] ?? '',
  region: arn.split(':')[3] ?? '',
  ...rest,
});

/** As it would be in another account, and in another Region: nothing that a reading of the account may show. */
export const elsewhere = (one: Resource): readonly Resource[] => [
  { ...one, arn: one.arn.replace(ACCOUNT, OTHER), accountId: OTHER },
  { ...one, arn: one.arn.replace(REGION, 'eu-west-1'), region: 'eu-west-1' },
];

/** A sandbox with two accounts; in each a user Reader who may do everything but what is `denied`. */
export const startWith = (
  emulations: readonly Emulation[],
  resources: readonly Resource[],
  denied: readonly string[] = ['none:None'],
): Promise<Sandbox> => {
  const Statement = [{ Effect: 'Allow' as const, NotAction: denied, Resource: '*' }];
  const principals = [{ user: 'Reader', policies: [{ Version: '2012-10-17' as const, Statement }] }];
  return startSandbox({
    emulations,
    world: {
      schema: 'indelible/world@1',
      accounts: [
        { id: '111111111111', name: 'management', management: true },
        { id: ACCOUNT, name: 'account', principals },
        { id: OTHER, name: 'other', principals },
      ],
      resources,
    },
  });
};

export function reading(sandbox: Sandbox, accountId = ACCOUNT, region = REGION): AwsAccess {
  const arn = `arn:aws:iam::${accountId}:user/Reader`;
  return { ...accessAs(sandbox, signIn(sandbox, arn), region), mode: 'read', caller: { arn, accountId } };
}

/** What a client of the SDK is made with. */
export const clientOptions = (sandbox: Sandbox, accountId = ACCOUNT) => {
  const { endpoint = '', region, credentials } = reading(sandbox, accountId);
  return { endpoint, region, credentials, maxAttempts: 1 };
};
