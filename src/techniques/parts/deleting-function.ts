import type { Need, Step } from '../../model/technique.ts';
import { type OwnedBucket, passRole } from './owned-bucket.ts';
import { partitionOf } from './partition.ts';

const NAME = 'indelible';

const functionsOf = ({ arn, region, accountId }: OwnedBucket): string =>
  `arn:${partitionOf(arn)}:lambda:${region}:${accountId}:function:`;

export const functionArn = (bucket: OwnedBucket): string => `${functionsOf(bucket)}${NAME}`;

/** A permission on the function, whatever the attacker calls it. */
export const onFunction = (action: string, bucket: OwnedBucket, rest: Partial<Need> = {}): Need => ({
  action,
  resource: functionArn(bucket),
  anyUnder: functionsOf(bucket),
  ...rest,
});

/** A function beside the bucket, with some role of its account. */
export const createFunction = (bucket: OwnedBucket): Step => ({
  operation: 'lambda:CreateFunction',
  region: bucket.region,
  event: 'CreateFunction20150331',
  needs: [passRole(bucket, 'lambda.amazonaws.com'), onFunction('lambda:CreateFunction', bucket)],
  input: { FunctionName: NAME },
  as: { kind: 'account', accountId: bucket.accountId },
});
