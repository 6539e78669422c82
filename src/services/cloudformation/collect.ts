import {
  type CloudFormationClient,
  paginateDescribeStacks,
  paginateListStackResources,
  paginateListStacks,
  type Stack,
  type StackResourceSummary,
  type StackSummary,
} from '@aws-sdk/client-cloudformation';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn, distinct, ownArn } from '../../aws/arn.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import { cloudformationClient } from './operations.ts';

/**
 * The account's stacks of one Region, those of stack sets among them: each with what the record of an organization may
 * suffer from with it. What a nested stack is made of goes with the stacks above it too.
 */
export async function collectStacks(access: AwsAccess): Promise<Reading<readonly Resource[]>> {
  const client = cloudformationClient(access);
  const reader = new Reader();
  const any = ownArn(access, 'cloudformation', 'stack/*');
  const listed = await reader.read(any, 'cloudformation:ListStacks', () =>
    all(paginateListStacks({ client }, {}), (page) => page.StackSummaries),
  );
  const kept = (listed ?? []).filter(isKept);
  if (kept.length === 0) return { value: [], gaps: reader.gaps };
  const described = await reader.read(any, 'cloudformation:DescribeStacks', () =>
    all(paginateDescribeStacks({ client }, {}), (page) => page.Stacks),
  );
  const details = described && new Map(described.map((stack) => [stack.StackId, stack]));
  // One that is no longer described was deleted after it was listed.
  const there = kept.filter(({ StackId }) => details?.has(StackId) !== false);
  const stacks = await concurrently(there, async (stack) => ({
    ...stackOf(access, stack, details),
    ...(await concernsOf(access, client, reader, stack)),
  }));
  return { value: withNested(stacks).sort(byArn), gaps: reader.gaps };
}

/** Stacks are listed for 90 days after they are gone: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStacks.html */
const isKept = ({ StackStatus }: StackSummary): boolean => StackStatus !== 'DELETE_COMPLETE';

type Details = ReadonlyMap<string | undefined, Stack>;

/**
 * A nested stack is protected by its root stack.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-protect-stacks.html
 */
function stackOf(
  { caller, region }: AwsAccess,
  { StackId: arn = '', StackName: name = '' }: StackSummary,
  details: Details | undefined,
): Resource {
  const { RoleARN: roleArn, RootId, EnableTerminationProtection = false } = details?.get(arn) ?? {};
  const root = RootId === undefined ? undefined : details?.get(RootId);
  return {
    type: 'AWS::CloudFormation::Stack',
    arn,
    name,
    accountId: caller.accountId,
    region,
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(details === undefined
      ? {}
      : { protected: EnableTerminationProtection || root?.EnableTerminationProtection === true }),
  };
}

async function concernsOf(
  access: AwsAccess,
  client: CloudFormationClient,
  reader: Reader,
  { StackId: StackName = '' }: StackSummary,
): Promise<Pick<Resource, 'concerns'>> {
  const resources = await reader.read(StackName, 'cloudformation:ListStackResources', () =>
    all(paginateListStackResources({ client }, { StackName }), (page) => page.StackResourceSummaries),
  );
  return resources === undefined
    ? {}
    : { concerns: distinct(resources.filter(isOwned).map((one) => arnOf(access, one))) };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackResourceSummary.html */
const isOwned = ({ ResourceStatus }: StackResourceSummary): boolean =>
  ResourceStatus !== 'DELETE_COMPLETE' && ResourceStatus !== 'DELETE_SKIPPED';

/**
 * How a physical id, which is what `Ref` gives, stands in the ARN; an id that is an ARN already stays.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const ARNS: Readonly<Record<string, (access: AwsAccess, id: string) => string>> = {
  'AWS::CloudFormation::Stack': (access, id) => ownArn(access, 'cloudformation', `stack/${id}`),
  'AWS::CloudTrail::Trail': (access, id) => ownArn(access, 'cloudtrail', `trail/${id}`),
  'AWS::CloudWatch::Alarm': (access, id) => ownArn(access, 'cloudwatch', `alarm:${id}`),
  'AWS::CloudWatch::CompositeAlarm': (access, id) => ownArn(access, 'cloudwatch', `alarm:${id}`),
  'AWS::KMS::Key': (access, id) => ownArn(access, 'kms', `key/${id}`),
  'AWS::KMS::ReplicaKey': (access, id) => ownArn(access, 'kms', `key/${id}`),
  'AWS::Logs::LogGroup': (access, id) => ownArn(access, 'logs', `log-group:${id}`),
  'AWS::S3::Bucket': ({ partition }, id) => `arn:${partition}:s3:::${id}`,
  'AWS::S3::BucketPolicy': ({ partition }, id) => `arn:${partition}:s3:::${id}`,
  'AWS::SNS::Topic': (access, id) => ownArn(access, 'sns', id),
};

function arnOf(
  access: AwsAccess,
  { ResourceType = '', PhysicalResourceId: id = '' }: StackResourceSummary,
): string | undefined {
  const made = Object.hasOwn(ARNS, ResourceType) ? ARNS[ResourceType] : undefined;
  if (made === undefined || id === '') return undefined;
  return id.startsWith('arn:') ? id : made(access, id);
}

/** Each with what the stacks below it are made of. */
function withNested(stacks: readonly Resource[]): Resource[] {
  const own = new Map(stacks.map(({ arn, concerns = [] }) => [arn, concerns]));
  const below = (arns: readonly string[]): readonly string[] =>
    arns.flatMap((arn) => [arn, ...below(own.get(arn) ?? [])]);
  return stacks.map((stack) =>
    stack.concerns === undefined ? stack : { ...stack, concerns: distinct(below(stack.concerns)) },
  );
}
