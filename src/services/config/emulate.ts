import type { Resource } from '../../model/resource.ts';
import { AwsError } from '../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call, Emulation, Operation } from '../../sandbox/emulation.ts';
import { isRecord, list, optionalText, text } from '../../sandbox/input.ts';
import { needOn, ownArn, ownResources } from '../../sandbox/own-resources.ts';
import { jsonProtocol } from '../../sandbox/protocols/json.ts';

type Needs = (call: Call) => readonly AuthorizationNeed[];

const own = (call: Call): readonly Resource[] => ownResources(call, 'AWS::Config::ConfigurationRecorder');

/** The ARN of a recorder ends in an id that its name does not tell. */
function onRecorder(call: Call, name: string): readonly AuthorizationNeed[] {
  const arn =
    own(call).find((one) => one.name === name)?.arn ??
    ownArn(call, 'config', `configuration-recorder/${name}`);
  return [needOn(call, `config:${call.operation}`, arn)];
}

const onNamed: Needs = (call) =>
  onRecorder(call, text(call.input, 'ConfigurationRecorderName', { max: 256 }));

/** A recorder without a name gets this one. https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigurationRecorder.html */
const onWritten: Needs = (call) => {
  const { ConfigurationRecorder: written } = call.input;
  return onRecorder(call, optionalText(isRecord(written) ? written : {}, 'name', { max: 256 }) ?? 'default');
};

function describeConfigurationRecorders(call: Call): unknown {
  const names = list(call.input, 'ConfigurationRecorderNames', 1).map((name) => text({ name }, 'name'));
  const arn = optionalText(call.input, 'Arn', { max: 1000 });
  const recorders = own(call).filter(
    (one) => (names.length === 0 || names.includes(one.name)) && (arn === undefined || arn === one.arn),
  );
  const [wanted = arn] = names;
  if (wanted !== undefined && recorders.length === 0) {
    throw new AwsError(
      'NoSuchConfigurationRecorderException',
      400,
      `Cannot find configuration recorder with the specified name '${wanted}'.`,
    );
  }
  return { ConfigurationRecorders: recorders.map(recorderShape) };
}

function describeDeliveryChannels(call: Call): unknown {
  const names = list(call.input, 'DeliveryChannelNames', 1).map((name) => text({ name }, 'name'));
  const channels = ownResources(call, 'AWS::Config::DeliveryChannel').filter(
    ({ name }) => names.length === 0 || names.includes(name),
  );
  if (names.length > 0 && channels.length === 0) {
    throw new AwsError(
      'NoSuchDeliveryChannelException',
      400,
      `Cannot find delivery channel with specified name '${names[0]}'.`,
    );
  }
  return {
    DeliveryChannels: channels.map(({ name, concerns: [bucket = ''] = [] }) => ({
      name,
      s3BucketName: bucket.split(':').at(-1),
    })),
  };
}

const recorderShape = ({ arn, name, roleArn }: Resource) => ({
  arn,
  name,
  ...(roleArn === undefined ? {} : { roleARN: roleArn }),
  recordingGroup: { allSupported: true, includeGlobalResourceTypes: false, resourceTypes: [] },
});

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsconfig.html */
const operations = {
  DeleteConfigurationRecorder: { access: 'write', needs: onNamed },
  DescribeConfigurationRecorders: {
    access: 'read',
    needs: (call: Call) => [
      needOn(call, `config:${call.operation}`, ownArn(call, 'config', 'configuration-recorder/*')),
    ],
    run: describeConfigurationRecorders,
  },
  DescribeDeliveryChannels: {
    access: 'read',
    needs: () => [{ action: 'config:DescribeDeliveryChannels', resource: '*' }],
    run: describeDeliveryChannels,
  },
  PutConfigurationRecorder: { access: 'write', needs: onWritten },
  PutDeliveryChannel: {
    access: 'write',
    needs: () => [{ action: 'config:PutDeliveryChannel', resource: '*' }],
  },
  StopConfigurationRecorder: { access: 'write', needs: onNamed },
} satisfies Readonly<Record<string, Operation>>;

/** https://docs.aws.amazon.com/config/latest/APIReference/Welcome.html */
export default {
  service: 'config',
  protocol: jsonProtocol({ targets: ['StarlingDoveService'] }),
  accessDeniedCode: 'AccessDeniedException',
  operations,
} satisfies Emulation;
