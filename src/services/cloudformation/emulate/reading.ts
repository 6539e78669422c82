import type { Resource } from '../../../model/resource.ts';
import { AwsError } from '../../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call, Operation } from '../../../sandbox/emulation.ts';
import { list, optionalText } from '../../../sandbox/input.ts';
import { needOn, ownArn } from '../../../sandbox/own-resources.ts';
import { type Page, page } from '../../../sandbox/pages.ts';
import { stackArn, stackOf, stacksOf } from './named.ts';

/** A Snapshot does not tell in which state a stack is: all are as they were created. */
const STATUS = 'CREATE_COMPLETE';

function paged<Item>(call: Call, items: readonly Item[], keyOf: (item: Item) => string): Page<Item> {
  const found = page(items, keyOf, { token: optionalText(call.input, 'NextToken'), size: 100 });
  if (found === undefined) throw new AwsError('ValidationError', 400, 'Token is invalid.');
  return found;
}

const arnOf = ({ arn }: Resource): string => arn;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStacks.html */
function listStacks(call: Call): unknown {
  const wanted = list(call.input, 'StackStatusFilter');
  const stacks = wanted.length === 0 || wanted.includes(STATUS) ? stacksOf(call) : [];
  const { items, next } = paged(call, stacks, arnOf);
  return { StackSummaries: items.map((stack) => summaryOf(call, stack)), NextToken: next };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html */
function describeStacks(call: Call): unknown {
  const stacks = call.input.StackName === undefined ? stacksOf(call) : [stackOf(call)];
  const { items, next } = paged(call, stacks, arnOf);
  return {
    Stacks: items.map((stack) => ({
      ...summaryOf(call, stack),
      RoleARN: stack.roleArn,
      EnableTerminationProtection: stack.protected ?? false,
    })),
    NextToken: next,
  };
}

function summaryOf(call: Call, { arn, name }: Resource) {
  const above = stacksAbove(call, arn);
  return {
    StackId: arn,
    StackName: name,
    StackStatus: STATUS,
    ParentId: above.at(0),
    RootId: above.at(-1),
  };
}

/** The stack that a nested one stands in, the one above that, up to the root. */
function stacksAbove(call: Call, nested: string): readonly string[] {
  const above = new Set<string>();
  for (let parent = parentOf(call, nested); parent !== undefined && !above.has(parent); ) {
    above.add(parent);
    parent = parentOf(call, parent);
  }
  return [...above];
}

/** Of the stacks with it, that with the least: those above have what it has as well. */
const parentOf = (call: Call, nested: string): string | undefined =>
  stacksOf(call)
    .filter(({ arn, concerns = [] }) => arn !== nested && concerns.includes(nested))
    .sort((one, other) => (one.concerns?.length ?? 0) - (other.concerns?.length ?? 0))[0]?.arn;

/** Kinds of resources by their ARNs: to what follows the prefix their physical ids are shortened. */
const KINDS: readonly (readonly [type: string, id: RegExp])[] = [
  ['AWS::CloudFormation::Stack', /^(arn:[^:]+:cloudformation:.*:stack\/.*)$/],
  ['AWS::CloudTrail::Trail', /^arn:[^:]+:cloudtrail:.*:trail\/(.*)$/],
  ['AWS::CloudWatch::Alarm', /^arn:[^:]+:cloudwatch:.*:alarm:(.*)$/],
  ['AWS::KMS::Key', /^arn:[^:]+:kms:.*:key\/(.*)$/],
  ['AWS::Logs::LogGroup', /^arn:[^:]+:logs:.*:log-group:(.*)$/],
  ['AWS::S3::Bucket', /^arn:[^:]+:s3:::(.*)$/],
  ['AWS::SNS::Topic', /^(arn:[^:]+:sns:.*)$/],
];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html */
function listStackResources(call: Call): unknown {
  const { concerns = [] } = stackOf(call);
  const { items, next } = paged(call, concerns.flatMap(resourceOf), ({ PhysicalResourceId: id }) => id);
  return { StackResourceSummaries: items, NextToken: next };
}

const resourceOf = (arn: string) =>
  KINDS.flatMap(([ResourceType, pattern]) => {
    const id = pattern.exec(arn)?.[1];
    if (id === undefined) return [];
    const LogicalResourceId = id.replaceAll(/\W/g, '');
    return [{ LogicalResourceId, PhysicalResourceId: id, ResourceType, ResourceStatus: STATUS }];
  });

/** Without a name, of all: only with the permission to list them too. */
function describing(call: Call): readonly AuthorizationNeed[] {
  if (call.input.StackName !== undefined) return onStack(call);
  return [{ action: 'cloudformation:DescribeStacks', resource: '*' }, listing(call)];
}

const listing = (call: Call): AuthorizationNeed =>
  needOn(call, 'cloudformation:ListStacks', ownArn(call, 'cloudformation', 'stack/*/*'));

const onStack = (call: Call): readonly AuthorizationNeed[] => [
  needOn(call, `cloudformation:${call.operation}`, stackArn(call)),
];

export const readingOperations: Readonly<Record<string, Operation>> = {
  DescribeStacks: { access: 'read', needs: describing, run: describeStacks },
  ListStackResources: { access: 'read', needs: onStack, run: listStackResources },
  ListStacks: { access: 'read', needs: (call) => [listing(call)], run: listStacks },
};
