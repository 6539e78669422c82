import type { Resource } from '../../model/resource.ts';
import { AwsError } from '../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call, Emulation, Operation } from '../../sandbox/emulation.ts';
import { optionalInteger, optionalText, text } from '../../sandbox/input.ts';
import { needOn, ownArn, ownResources } from '../../sandbox/own-resources.ts';
import { page } from '../../sandbox/pages.ts';
import { jsonProtocol } from '../../sandbox/protocols/json.ts';
import { withValidationCode } from '../../sandbox/validation-code.ts';

const STREAM = 'AWS::Kinesis::Stream';
const NAME = { max: 128, pattern: /^[a-zA-Z0-9_.-]+$/ };
const ARN = { max: 2048, pattern: /^arn:aws.*:kinesis:.*:\d{12}:.*stream\/\S+$/ };

/** By its ARN, or by its name in the caller's account. */
const streamArn = (call: Call): string =>
  optionalText(call.input, 'StreamARN', ARN) ??
  ownArn(call, 'kinesis', `stream/${text(call.input, 'StreamName', NAME)}`);
const resourceArn = ({ input }: Call): string => text(input, 'ResourceARN', ARN);

const on =
  (arnOf: (call: Call) => string) =>
  (call: Call): readonly AuthorizationNeed[] => [needOn(call, `kinesis:${call.operation}`, arnOf(call))];

function streamOf({ world }: Call, arn: string): Resource {
  const stream = world.resources.get(arn);
  if (stream?.type === STREAM) return stream;
  const [, , , , accountId, name] = arn.split(':');
  throw new AwsError(
    'ResourceNotFoundException',
    400,
    `Stream ${name?.replace('stream/', '')} under account ${accountId} not found.`,
  );
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html */
function listStreams(call: Call): unknown {
  const after = optionalText(call.input, 'ExclusiveStartStreamName', NAME);
  const streams = ownResources(call, STREAM).filter(({ name }) => after === undefined || name > after);
  const part = page(streams, ({ name }) => name, {
    token: optionalText(call.input, 'NextToken', { max: 1_048_576 }),
    size: optionalInteger(call.input, 'Limit', { min: 1, max: 10_000 }) ?? 100,
  });
  if (part === undefined) {
    throw new AwsError('ExpiredNextTokenException', 400, 'The pagination token is not valid.');
  }
  return {
    StreamNames: part.items.map(({ name }) => name),
    StreamSummaries: part.items.map(({ name, arn }) => ({
      StreamName: name,
      StreamARN: arn,
      StreamStatus: 'ACTIVE',
    })),
    HasMoreStreams: part.next !== undefined,
    ...(part.next === undefined ? {} : { NextToken: part.next }),
  };
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamSummary.html */
function describeStreamSummary(call: Call): unknown {
  const { name, arn, kmsKeyArn } = streamOf(call, streamArn(call));
  return {
    StreamDescriptionSummary: {
      StreamName: name,
      StreamARN: arn,
      StreamStatus: 'ACTIVE',
      RetentionPeriodHours: 24,
      EnhancedMonitoring: [],
      OpenShardCount: 1,
      StreamCreationTimestamp: call.world.clock.now(),
      ...(kmsKeyArn === undefined ? { EncryptionType: 'NONE' } : { EncryptionType: 'KMS', KeyId: kmsKeyArn }),
    },
  };
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetResourcePolicy.html */
function getResourcePolicy(call: Call): unknown {
  const { policy } = streamOf(call, resourceArn(call));
  return { Policy: policy === undefined ? '' : JSON.stringify(policy) };
}

/** A key is named as well. */
const onStreamAndKey = (call: Call): readonly AuthorizationNeed[] => {
  const key = text(call.input, 'KeyId', { max: 2048 });
  const resource = key.startsWith('arn:')
    ? key
    : ownArn(call, 'kms', key.startsWith('alias/') ? key : `key/${key}`);
  return [...on(streamArn)(call), { action: 'kinesis:StartStreamEncryption', resource }];
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html */
const operations: Readonly<Record<string, Operation>> = {
  DeleteResourcePolicy: { access: 'write', needs: on(resourceArn) },
  DeleteStream: { access: 'write', needs: on(streamArn) },
  DescribeStreamSummary: { access: 'read', needs: on(streamArn), run: describeStreamSummary },
  GetResourcePolicy: { access: 'read', needs: on(resourceArn), run: getResourcePolicy },
  ListStreams: {
    access: 'read',
    needs: () => [{ action: 'kinesis:ListStreams', resource: '*' }],
    run: listStreams,
  },
  PutResourcePolicy: { access: 'write', needs: on(resourceArn) },
  StartStreamEncryption: { access: 'write', needs: onStreamAndKey },
};

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/Welcome.html */
export default {
  service: 'kinesis',
  protocol: jsonProtocol({ targets: ['Kinesis_20131202'] }),
  accessDeniedCode: 'AccessDeniedException',
  operations: withValidationCode(operations, 'ValidationException'),
} satisfies Emulation;
