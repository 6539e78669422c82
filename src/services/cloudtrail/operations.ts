import {
  CloudTrailClient,
  CreateTrailCommand,
  DeleteTrailCommand,
  LookupEventsCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const cloudtrailClient = (access: AwsAccess): CloudTrailClient =>
  guarded(new CloudTrailClient(clientConfig(access)), access);

export default operationsWith(cloudtrailClient, {
  CreateTrail: CreateTrailCommand,
  DeleteTrail: DeleteTrailCommand,
  LookupEvents: LookupEventsCommand,
  PutEventSelectors: PutEventSelectorsCommand,
  StartLogging: StartLoggingCommand,
  StopLogging: StopLoggingCommand,
  UpdateTrail: UpdateTrailCommand,
});
