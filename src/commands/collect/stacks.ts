import type { Resource } from '../../model/resource.ts';
import type { Snapshot } from '../../model/snapshot.ts';

export const isStack = ({ type }: Resource): boolean => type === 'AWS::CloudFormation::Stack';

/**
 * The resources, of stacks with no more than the record and its alarms depend on: most stacks of an organization are
 * made of topics, keys, log groups and buckets that have nothing to do with either.
 */
export function withRelevantStacks(snapshot: Snapshot): readonly Resource[] {
  const { resources = [] } = snapshot;
  const named = namedBeside(snapshot);
  const isRelevant = (arn: string): boolean => ALWAYS.test(arn) || named.has(arn);
  return resources.map((one) =>
    isStack(one) && one.concerns !== undefined ? { ...one, concerns: one.concerns.filter(isRelevant) } : one,
  );
}

/** Trails and alarms, of which each is a part of the record or of the alarms; and nested stacks. */
const ALWAYS = /^arn:[^:]+:(?:cloudtrail:.*:trail\/|cloudwatch:.*:alarm:|cloudformation:.*:stack\/)/;

/** What anything but a stack is, or names. */
function namedBeside({
  partition,
  trails,
  logBuckets,
  keys = [],
  logGroups = [],
  resources = [],
}: Snapshot): ReadonlySet<string | undefined> {
  const others = resources.filter((one) => !isStack(one));
  return new Set([
    ...trails.map(({ bucketName }) => `arn:${partition}:s3:::${bucketName}`),
    ...trails.flatMap(({ kmsKeyArn, logGroupArn, snsTopicArn }) => [
      kmsKeyArn,
      logGroupArn?.replace(/:\*$/, ''),
      snsTopicArn,
    ]),
    ...logBuckets.flatMap(({ arn, kmsKeyArn, notifies = [], replicatesTo = [] }) => [
      arn,
      kmsKeyArn,
      ...notifies,
      ...replicatesTo,
    ]),
    ...[...keys, ...logGroups].map(({ arn }) => arn),
    ...others.flatMap(({ arn, kmsKeyArn, concerns = [] }) => [arn, kmsKeyArn, ...concerns]),
  ]);
}
