import {
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  TagRoleCommand,
  TagUserCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const iamClient = (access: AwsAccess): IAMClient =>
  guarded(new IAMClient(clientConfig(access)), access);

export default operationsWith(iamClient, {
  AttachRolePolicy: AttachRolePolicyCommand,
  AttachUserPolicy: AttachUserPolicyCommand,
  CreateAccessKey: CreateAccessKeyCommand,
  CreateRole: CreateRoleCommand,
  CreateUser: CreateUserCommand,
  PutRolePolicy: PutRolePolicyCommand,
  PutUserPolicy: PutUserPolicyCommand,
  TagRole: TagRoleCommand,
  TagUser: TagUserCommand,
  UpdateAssumeRolePolicy: UpdateAssumeRolePolicyCommand,
});
