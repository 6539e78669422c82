import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { list, optionalText, text } from '../../../sandbox/input.ts';
import { arnInUrl, arnOf, needOn, queueAt } from './queue-of.ts';

const arnNamed = (call: Call): string =>
  arnOf(call, text(call.input, 'QueueName', { max: 80 }), optionalText(call.input, 'QueueOwnerAWSAccountId'));

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html */
function getQueueUrl(call: Call): unknown {
  const { region, accountId, name } = queueAt(call, arnNamed(call));
  const domain = call.world.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return { QueueUrl: `https://sqs.${region}.${domain}/${accountId}/${name}` };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
function getQueueAttributes(call: Call): unknown {
  const { arn, policy, kmsKeyArn } = queueAt(call, arnInUrl(call));
  const attributes = {
    QueueArn: arn,
    SqsManagedSseEnabled: String(kmsKeyArn === undefined),
    ...(policy === undefined ? {} : { Policy: JSON.stringify(policy) }),
    ...(kmsKeyArn === undefined ? {} : { KmsMasterKeyId: kmsKeyArn }),
  };
  const wanted = list(call.input, 'AttributeNames');
  const given = Object.entries(attributes).filter(
    ([name]) => wanted.includes('All') || wanted.includes(name),
  );
  return given.length === 0 ? {} : { Attributes: Object.fromEntries(given) };
}

export const readingOperations: Readonly<Record<string, Operation>> = {
  GetQueueUrl: { access: 'read', needs: (call) => [needOn(call, arnNamed(call))], run: getQueueUrl },
  GetQueueAttributes: {
    access: 'read',
    needs: (call) => [needOn(call, arnInUrl(call))],
    run: getQueueAttributes,
  },
};
