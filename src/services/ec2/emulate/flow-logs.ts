import type { Resource } from '../../../model/resource.ts';
import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { isRecord, list, optionalInteger, optionalText, text } from '../../../sandbox/input.ts';
import { ownResources } from '../../../sandbox/own-resources.ts';
import { page } from '../../../sandbox/pages.ts';
import { notEmulated } from '../../../sandbox/perform.ts';

/** One that a Snapshot has is delivered into a bucket. */
function describeFlowLogs(call: Call): unknown {
  const { input } = call;
  const ids = list(input, 'FlowLogId').map((id) => text({ FlowLogId: id }, 'FlowLogId', { max: 64 }));
  const own = ownResources(call, 'AWS::EC2::FlowLog');
  const missing = ids.find((id) => !own.some(({ name }) => name === id));
  if (missing !== undefined) {
    throw new AwsError('InvalidFlowLogId.NotFound', 400, `The flow log ID '${missing}' does not exist`);
  }
  const wanted = own.filter(({ name }) => ids.length === 0 || ids.includes(name));
  const found = page(isAskedFor(call) ? wanted : [], ({ name }) => name, {
    token: optionalText(input, 'NextToken'),
    size: optionalInteger(input, 'MaxResults', { min: 5, max: 1000 }) ?? 1000,
  });
  if (found === undefined) throw new AwsError('InvalidNextToken', 400, 'The token is not valid.');
  return { flowLogSet: found.items.map(flowLogShape), nextToken: found.next };
}

/** Of the filters, that by the type of the destination. */
function isAskedFor({ input, operation }: Call): boolean {
  return list(input, 'Filter').every((filter) => {
    const { Name, Value } = isRecord(filter) ? filter : {};
    if (Name !== 'log-destination-type' || !Array.isArray(Value)) throw notEmulated('ec2', operation);
    return Value.includes('s3');
  });
}

const flowLogShape = ({ name, concerns: [bucket] = [] }: Resource) => ({
  flowLogId: name,
  flowLogStatus: 'ACTIVE',
  logDestinationType: 's3',
  logDestination: `${bucket}/`,
});

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeFlowLogs.html */
export const flowLogs = {
  DescribeFlowLogs: {
    access: 'read',
    needs: () => [{ action: 'ec2:DescribeFlowLogs', resource: '*' }],
    run: describeFlowLogs,
  },
} satisfies Readonly<Record<string, Operation>>;
