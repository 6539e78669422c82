import type { Resource } from '../../model/resource.ts';
import { AwsError } from '../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call, Emulation, Operation } from '../../sandbox/emulation.ts';
import { list, optionalInteger, optionalText, text } from '../../sandbox/input.ts';
import { instanceProfileOf } from '../../sandbox/instance-profiles.ts';
import { needOn, ownArn, ownResources } from '../../sandbox/own-resources.ts';
import { page } from '../../sandbox/pages.ts';
import { notEmulated } from '../../sandbox/perform.ts';
import { ec2QueryProtocol } from '../../sandbox/protocols/ec2-query.ts';
import { withValidationCode } from '../../sandbox/validation-code.ts';
import { flowLogs } from './emulate/flow-logs.ts';

const idsIn = ({ input }: Call): readonly string[] =>
  list(input, 'InstanceId').map((id) => text({ InstanceId: id }, 'InstanceId', { max: 64 }));

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html */
function describeInstances(call: Call): unknown {
  const { input } = call;
  if (input.Filter !== undefined) throw notEmulated('ec2', call.operation);
  const ids = idsIn(call);
  const own = ownResources(call, 'AWS::EC2::Instance');
  const missing = ids.find((id) => !own.some(({ name }) => name === id));
  if (missing !== undefined) {
    throw new AwsError('InvalidInstanceID.NotFound', 400, `The instance ID '${missing}' does not exist`);
  }
  const wanted = own.filter(({ name }) => ids.length === 0 || ids.includes(name));
  const found = page(wanted, ({ name }) => name, {
    token: optionalText(input, 'NextToken'),
    size: optionalInteger(input, 'MaxResults', { min: 5, max: 1000 }) ?? 1000,
  });
  if (found === undefined) throw new AwsError('InvalidNextToken', 400, 'The token is not valid.');
  return { reservationSet: found.items.map(reservationOf), nextToken: found.next };
}

/** A Snapshot does not tell in which state an instance is, nor with which others it was launched. */
function reservationOf(instance: Resource) {
  const profile = instanceProfileOf(instance);
  return {
    ownerId: instance.accountId,
    instancesSet: [
      {
        instanceId: instance.name,
        instanceState: { code: 16, name: 'running' },
        ...(profile === undefined ? {} : { iamInstanceProfile: { arn: profile.arn } }),
      },
    ],
  };
}

const onInstances = (call: Call, ids: readonly string[]): readonly AuthorizationNeed[] =>
  ids.map((id) => needOn(call, `ec2:${call.operation}`, ownArn(call, 'ec2', `instance/${id}`)));

const several: Operation = { access: 'write', needs: (call) => onInstances(call, idsIn(call)) };

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
const operations: Readonly<Record<string, Operation>> = {
  ...flowLogs,
  DescribeInstances: {
    access: 'read',
    needs: () => [{ action: 'ec2:DescribeInstances', resource: '*' }],
    run: describeInstances,
  },
  ModifyInstanceAttribute: {
    access: 'write',
    needs: (call) => onInstances(call, [text(call.input, 'InstanceId', { max: 64 })]),
  },
  StartInstances: several,
  StopInstances: several,
};

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Welcome.html */
export default {
  service: 'ec2',
  protocol: ec2QueryProtocol({
    namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    version: '2016-11-15',
  }),
  accessDeniedCode: 'UnauthorizedOperation',
  operations: withValidationCode(operations, 'InvalidParameterValue'),
} satisfies Emulation;
