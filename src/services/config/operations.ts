import {
  ConfigServiceClient,
  DeleteConfigurationRecorderCommand,
  PutConfigurationRecorderCommand,
  PutDeliveryChannelCommand,
  StopConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const configClient = (access: AwsAccess): ConfigServiceClient =>
  guarded(new ConfigServiceClient(clientConfig(access)), access);

export default operationsWith(configClient, {
  DeleteConfigurationRecorder: DeleteConfigurationRecorderCommand,
  PutConfigurationRecorder: PutConfigurationRecorderCommand,
  PutDeliveryChannel: PutDeliveryChannelCommand,
  StopConfigurationRecorder: StopConfigurationRecorderCommand,
});
