import {
  AcceptHandshakeCommand,
  AttachPolicyCommand,
  CloseAccountCommand,
  CreatePolicyCommand,
  DeletePolicyCommand,
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnablePolicyTypeCommand,
  LeaveOrganizationCommand,
  MoveAccountCommand,
  OrganizationsClient,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const organizationsClient = (access: AwsAccess): OrganizationsClient =>
  guarded(new OrganizationsClient(clientConfig(access)), access);

export default operationsWith(organizationsClient, {
  AcceptHandshake: AcceptHandshakeCommand,
  AttachPolicy: AttachPolicyCommand,
  CloseAccount: CloseAccountCommand,
  CreatePolicy: CreatePolicyCommand,
  DeletePolicy: DeletePolicyCommand,
  DetachPolicy: DetachPolicyCommand,
  DisablePolicyType: DisablePolicyTypeCommand,
  EnablePolicyType: EnablePolicyTypeCommand,
  LeaveOrganization: LeaveOrganizationCommand,
  MoveAccount: MoveAccountCommand,
  UpdatePolicy: UpdatePolicyCommand,
});
