import { AwsError } from '../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call, Emulation, Operation } from '../../sandbox/emulation.ts';
import { optionalInteger, optionalText, text } from '../../sandbox/input.ts';
import { needOn, ownArn, ownResources } from '../../sandbox/own-resources.ts';
import { jsonProtocol } from '../../sandbox/protocols/json.ts';
import { withValidationCode } from '../../sandbox/validation-code.ts';

const STREAM = 'AWS::KinesisFirehose::DeliveryStream';
const NAME = { max: 64, pattern: /^[a-zA-Z0-9_.-]+$/ };

const nameIn = ({ input }: Call): string => text(input, 'DeliveryStreamName', NAME);

const onStream = (call: Call): readonly AuthorizationNeed[] => [
  needOn(call, `firehose:${call.operation}`, ownArn(call, 'firehose', `deliverystream/${nameIn(call)}`)),
];

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_ListDeliveryStreams.html */
function listDeliveryStreams(call: Call): unknown {
  const after = optionalText(call.input, 'ExclusiveStartDeliveryStreamName', NAME) ?? '';
  const limit = optionalInteger(call.input, 'Limit', { min: 1, max: 10_000 }) ?? 10;
  const names = ownResources(call, STREAM)
    .map(({ name }) => name)
    .filter((name) => name > after)
    .sort();
  return { DeliveryStreamNames: names.slice(0, limit), HasMoreDeliveryStreams: names.length > limit };
}

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_DescribeDeliveryStream.html */
function describeDeliveryStream(call: Call): unknown {
  const name = nameIn(call);
  const stream = ownResources(call, STREAM).find((one) => one.name === name);
  if (stream === undefined) {
    throw new AwsError(
      'ResourceNotFoundException',
      400,
      `Firehose ${name} under account ${call.caller.accountId} not found.`,
    );
  }
  const { arn, roleArn, kmsKeyArn, concerns = [] } = stream;
  const source = concerns.find((one) => one.includes(':kinesis:'));
  const buckets = concerns.filter((one) => one.includes(':s3:'));
  const destinations = buckets.length === 0 && roleArn !== undefined ? [undefined] : buckets;
  return {
    DeliveryStreamDescription: {
      DeliveryStreamName: name,
      DeliveryStreamARN: arn,
      DeliveryStreamStatus: 'ACTIVE',
      DeliveryStreamType: source === undefined ? 'DirectPut' : 'KinesisStreamAsSource',
      VersionId: '1',
      HasMoreDestinations: false,
      Destinations: destinations.map((BucketARN, index) => ({
        DestinationId: `destinationId-${String(index + 1).padStart(12, '0')}`,
        ExtendedS3DestinationDescription: { RoleARN: roleArn, BucketARN },
      })),
      ...(source === undefined
        ? {}
        : { Source: { KinesisStreamSourceDescription: { KinesisStreamARN: source, RoleARN: roleArn } } }),
      DeliveryStreamEncryptionConfiguration:
        kmsKeyArn === undefined
          ? { Status: 'DISABLED' }
          : { Status: 'ENABLED', KeyType: 'CUSTOMER_MANAGED_CMK', KeyARN: kmsKeyArn },
    },
  };
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisfirehose.html */
const operations: Readonly<Record<string, Operation>> = {
  DeleteDeliveryStream: { access: 'write', needs: onStream },
  DescribeDeliveryStream: { access: 'read', needs: onStream, run: describeDeliveryStream },
  ListDeliveryStreams: {
    access: 'read',
    needs: () => [{ action: 'firehose:ListDeliveryStreams', resource: '*' }],
    run: listDeliveryStreams,
  },
  UpdateDestination: { access: 'write', needs: onStream },
};

/** https://docs.aws.amazon.com/firehose/latest/APIReference/Welcome.html */
export default {
  service: 'firehose',
  protocol: jsonProtocol({ targets: ['Firehose_20150804'] }),
  accessDeniedCode: 'AccessDeniedException',
  operations: withValidationCode(operations, 'InvalidArgumentException'),
} satisfies Emulation;
