import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DeletePolicyCommand,
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnablePolicyTypeCommand,
  OrganizationsClient,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const organizationsClient = (access: AwsAccess): OrganizationsClient =>
  guarded(new OrganizationsClient(clientConfig(access)), access);

export default operationsWith(organizationsClient, {
  AttachPolicy: AttachPolicyCommand,
  CreatePolicy: CreatePolicyCommand,
  DeletePolicy: DeletePolicyCommand,
  DetachPolicy: DetachPolicyCommand,
  DisablePolicyType: DisablePolicyTypeCommand,
  EnablePolicyType: EnablePolicyTypeCommand,
  UpdatePolicy: UpdatePolicyCommand,
});
