import {
  CreateFilterCommand,
  CreateIPSetCommand,
  CreateTrustedEntitySetCommand,
  DeleteDetectorCommand,
  DeleteMembersCommand,
  DisassociateFromAdministratorAccountCommand,
  DisassociateFromMasterAccountCommand,
  DisassociateMembersCommand,
  GuardDutyClient,
  StopMonitoringMembersCommand,
  UpdateDetectorCommand,
  UpdateFilterCommand,
  UpdateIPSetCommand,
  UpdateMemberDetectorsCommand,
  UpdateTrustedEntitySetCommand,
} from '@aws-sdk/client-guardduty';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const guarddutyClient = (access: AwsAccess): GuardDutyClient =>
  guarded(new GuardDutyClient(clientConfig(access)), access);

export default operationsWith(guarddutyClient, {
  CreateFilter: CreateFilterCommand,
  CreateIPSet: CreateIPSetCommand,
  CreateTrustedEntitySet: CreateTrustedEntitySetCommand,
  DeleteDetector: DeleteDetectorCommand,
  DeleteMembers: DeleteMembersCommand,
  DisassociateFromAdministratorAccount: DisassociateFromAdministratorAccountCommand,
  DisassociateFromMasterAccount: DisassociateFromMasterAccountCommand,
  DisassociateMembers: DisassociateMembersCommand,
  StopMonitoringMembers: StopMonitoringMembersCommand,
  UpdateDetector: UpdateDetectorCommand,
  UpdateFilter: UpdateFilterCommand,
  UpdateIPSet: UpdateIPSetCommand,
  UpdateMemberDetectors: UpdateMemberDetectorsCommand,
  UpdateTrustedEntitySet: UpdateTrustedEntitySetCommand,
});
