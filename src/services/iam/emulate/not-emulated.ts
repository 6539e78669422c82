import type { AuthorizationNeed, Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalText } from '../../../sandbox/input.ts';
import { iamArn, needOn, ROLE, USER } from './kinds.ts';

/**
 * Operation, `read` or `write`, and what it needs: `[Action@]resource`. A resource is `*` where the action has no
 * resource type, `user` or `role` for the one that the input names, `=Member` for an ARN in the input, or what follows
 * `arn:…:iam::ACCOUNT:` with members of the input in braces.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
const TABLE = `
AcceptDelegationRequest write delegation-request/{DelegationRequestId}
AcquireRole write *
AddClientIDToOpenIDConnectProvider write =OpenIDConnectProviderArn
AddRoleToInstanceProfile write instance-profile/{InstanceProfileName} PassRole@role
AddUserToGroup write group/{GroupName}
AssociateDelegationRequest write delegation-request/{DelegationRequestId}
AttachGroupPolicy write group/{GroupName}
ChangePassword write caller
CreateAccountAlias write *
CreateDelegationRequest write delegation-request/*
CreateGroup write group{Path}{GroupName}
CreateInstanceProfile write instance-profile{Path}{InstanceProfileName}
CreateLoginProfile write user
CreateOpenIDConnectProvider write oidc-provider/{Url}
CreateSAMLProvider write saml-provider/{Name}
CreateServiceSpecificCredential write user
CreateVirtualMFADevice write mfa{Path}{VirtualMFADeviceName}
DeactivateMFADevice write user
DeleteAccountAlias write *
DeleteAccountPasswordPolicy write *
DeleteGroup write group/{GroupName}
DeleteGroupPolicy write group/{GroupName}
DeleteInstanceProfile write instance-profile/{InstanceProfileName}
DeleteLoginProfile write user
DeleteOpenIDConnectProvider write =OpenIDConnectProviderArn
DeleteSAMLProvider write =SAMLProviderArn
DeleteSSHPublicKey write user
DeleteServerCertificate write server-certificate/{ServerCertificateName}
DeleteServiceLinkedRole write role
DeleteServiceSpecificCredential write user
DeleteSigningCertificate write user
DeleteVirtualMFADevice write =SerialNumber
DetachGroupPolicy write group/{GroupName}
DisableOrganizationsRootCredentialsManagement write *
DisableOrganizationsRootSessions write *
DisableOutboundWebIdentityFederation write *
EnableMFADevice write user
EnableOrganizationsRootCredentialsManagement write *
EnableOrganizationsRootSessions write *
EnableOutboundWebIdentityFederation write *
GenerateOrganizationsAccessReport read access-report/{EntityPath}
GenerateServiceLastAccessedDetails read =Arn
GetAccessKeyLastUsed read user/*
GetAccountPasswordPolicy read *
GetAccountProperties read *
GetContextKeysForCustomPolicy read *
GetContextKeysForPrincipalPolicy read =PolicySourceArn
GetDelegationRequest read delegation-request/{DelegationRequestId}
GetGroup read group/{GroupName}
GetGroupPolicy read group/{GroupName}
GetHumanReadableSummary read =EntityArn
GetInstanceProfile read instance-profile/{InstanceProfileName}
GetMFADevice read user
GetOpenIDConnectProvider read =OpenIDConnectProviderArn
GetOrganizationsAccessReport read *
GetOutboundWebIdentityFederationInfo read *
GetRoleTemplateVersion read =RoleTemplateArn
GetSAMLProvider read =SAMLProviderArn
GetSSHPublicKey read user
GetServerCertificate read server-certificate/{ServerCertificateName}
GetServiceLastAccessedDetails read *
GetServiceLastAccessedDetailsWithEntities read *
GetServiceLinkedRoleDeletionStatus read role/aws-service-role/*
ListAttachedGroupPolicies read group/{GroupName}
ListDelegationRequests read *
ListGroupPolicies read group/{GroupName}
ListGroups read *
ListGroupsForUser read user
ListInstanceProfileTags read instance-profile/{InstanceProfileName}
ListInstanceProfilesForRole read role
ListMFADeviceTags read =SerialNumber
ListOpenIDConnectProviderTags read =OpenIDConnectProviderArn
ListPoliciesGrantingServiceAccess read =Arn
ListPolicyTags read =PolicyArn
ListSAMLProviderTags read =SAMLProviderArn
ListSSHPublicKeys read user
ListServerCertificateTags read server-certificate/{ServerCertificateName}
ListServerCertificates read *
ListServiceSpecificCredentials read user
ListSigningCertificates read user
PutAccountProperties write *
PutGroupPolicy write group/{GroupName}
RejectDelegationRequest write delegation-request/{DelegationRequestId}
RemoveClientIDFromOpenIDConnectProvider write =OpenIDConnectProviderArn
RemoveRoleFromInstanceProfile write instance-profile/{InstanceProfileName}
RemoveUserFromGroup write group/{GroupName}
ResetServiceSpecificCredential write user
ResyncMFADevice write user
SendDelegationToken write delegation-request/{DelegationRequestId}
SetSecurityTokenServicePreferences write *
SimulateCustomPolicy read *
SimulatePrincipalPolicy read =PolicySourceArn
TagInstanceProfile write instance-profile/{InstanceProfileName}
TagMFADevice write =SerialNumber
TagOpenIDConnectProvider write =OpenIDConnectProviderArn
TagPolicy write =PolicyArn
TagSAMLProvider write =SAMLProviderArn
TagServerCertificate write server-certificate/{ServerCertificateName}
UntagInstanceProfile write instance-profile/{InstanceProfileName}
UntagMFADevice write =SerialNumber
UntagOpenIDConnectProvider write =OpenIDConnectProviderArn
UntagPolicy write =PolicyArn
UntagSAMLProvider write =SAMLProviderArn
UntagServerCertificate write server-certificate/{ServerCertificateName}
UpdateAccountPasswordPolicy write *
UpdateDelegationRequest write delegation-request/{DelegationRequestId}
UpdateGroup write group/{GroupName}
UpdateLoginProfile write user
UpdateOpenIDConnectProviderThumbprint write =OpenIDConnectProviderArn
UpdateSAMLProvider write =SAMLProviderArn
UpdateSSHPublicKey write user
UpdateServerCertificate write server-certificate/{ServerCertificateName}
UpdateServiceSpecificCredential write user
UpdateSigningCertificate write user
UploadSSHPublicKey write user
UploadServerCertificate write server-certificate{Path}{ServerCertificateName}
UploadSigningCertificate write user
`;

function needFor(call: Call, column: string): AuthorizationNeed {
  const at = column.indexOf('@');
  const action = `iam:${at < 0 ? call.operation : column.slice(0, at)}`;
  return { ...onResource(call, column.slice(at + 1)), action };
}

function onResource(call: Call, resource: string): Pick<AuthorizationNeed, 'resource' | 'context'> {
  if (resource === '*') return { resource };
  if (resource === 'caller') return { resource: call.caller.arn };
  if (resource === 'user' || resource === 'role') return onPrincipal(call, resource);
  if (resource.startsWith('=')) return { resource: given(call, resource.slice(1)) ?? '*' };
  const filled = resource.replaceAll(/\{(\w+)\}/g, (_, member: string) =>
    member === 'Path' ? (given(call, member) ?? '/') : (given(call, member) ?? '*'),
  );
  return { resource: iamArn(call, filled) };
}

/** Where UserName is left out, the caller is meant. */
function onPrincipal(call: Call, kind: 'user' | 'role') {
  const named = given(call, kind === 'user' ? 'UserName' : 'RoleName');
  if (named === undefined) return { resource: call.caller.arn };
  return kind === 'user' ? needOn(USER, call, {}, named) : needOn(ROLE, call, {}, named);
}

const given = ({ input }: Call, member: string): string | undefined => optionalText(input, member);

export const notEmulatedOperations: Readonly<Record<string, Operation>> = Object.fromEntries(
  TABLE.trim()
    .split('\n')
    .map((row) => {
      const [operation = '', access, ...columns] = row.split(' ');
      const needs = (call: Call) => columns.map((column) => needFor(call, column));
      return [operation, { access: access === 'read' ? 'read' : 'write', needs }];
    }),
);
