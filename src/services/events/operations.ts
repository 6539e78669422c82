import {
  DeauthorizeConnectionCommand,
  DeleteApiDestinationCommand,
  DeleteConnectionCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  DisableRuleCommand,
  EventBridgeClient,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemovePermissionCommand,
  RemoveTargetsCommand,
  UpdateApiDestinationCommand,
  UpdateConnectionCommand,
} from '@aws-sdk/client-eventbridge';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const eventsClient = (access: AwsAccess): EventBridgeClient =>
  guarded(new EventBridgeClient(clientConfig(access)), access);

export default operationsWith(eventsClient, {
  DeauthorizeConnection: DeauthorizeConnectionCommand,
  DeleteApiDestination: DeleteApiDestinationCommand,
  DeleteConnection: DeleteConnectionCommand,
  DeleteEventBus: DeleteEventBusCommand,
  DeleteRule: DeleteRuleCommand,
  DisableRule: DisableRuleCommand,
  PutPermission: PutPermissionCommand,
  PutRule: PutRuleCommand,
  PutTargets: PutTargetsCommand,
  RemovePermission: RemovePermissionCommand,
  RemoveTargets: RemoveTargetsCommand,
  UpdateApiDestination: UpdateApiDestinationCommand,
  UpdateConnection: UpdateConnectionCommand,
});
