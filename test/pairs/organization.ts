import {
  allow,
  deny,
  document,
  LOG_ARCHIVE,
  MANAGEMENT,
  NO_LEAVING,
  organization,
  resource,
  role,
  roleOf,
  rootOf,
  scp,
  WORKLOAD,
  WORKLOADS,
} from '../worlds/build.ts';
import { type Pair, staying, withScp } from './pair.ts';

const UNBOUND = 'only the management account can make the call, and no policy binds it';
const byManagement = { actor: 'management', account: MANAGEMENT, closed: { never: UNBOUND } } as const;

const open = staying();
const free = organization();

/** A member account to which this much of the administration of policies is delegated. */
const delegating = (...actions: readonly string[]) =>
  staying({
    delegationPolicy: document(allow(actions, '*', { Principal: { AWS: rootOf(WORKLOAD) } })),
  });
const detaching = delegating('organizations:DetachPolicy');
const updating = delegating('organizations:UpdatePolicy');
const disabling = delegating('organizations:DisablePolicyType');
const attaching = delegating('organizations:CreatePolicy', 'organizations:AttachPolicy');

const guardedUnit = staying({ policies: [scp('guard', [WORKLOADS], deny('cloudtrail:StopLogging'))] });

const landingZone = staying({
  resources: [
    resource(
      'AWS::ControlTower::LandingZone',
      `arn:aws:controltower:us-east-1:${MANAGEMENT}:landingzone/1A2B3C4D5E6F7G8H`,
    ),
  ],
});

const rootSessions = staying({ rootAccess: true });
const rootSessionsDelegated = staying({
  rootAccess: true,
  delegatedAdministrators: [{ servicePrincipal: 'iam.amazonaws.com', accountId: LOG_ARCHIVE }],
});
const accountManagement = staying({
  trustedAccess: ['account.amazonaws.com'],
  delegatedAdministrators: [{ servicePrincipal: 'account.amazonaws.com', accountId: LOG_ARCHIVE }],
});

const responder = staying({ roles: [role(WORKLOAD, 'Responder', { AWS: rootOf(LOG_ARCHIVE) })] });

const pairs: readonly Pair[] = [
  {
    technique: 'organization-leave',
    open: free,
    actor: 'admin',
    account: WORKLOAD,
    path: ['organizations:LeaveOrganization'],
    closed: withScp(free, NO_LEAVING),
  },
  {
    technique: 'organization-direct-transfer',
    open: free,
    actor: 'admin',
    account: WORKLOAD,
    path: ['organizations:AcceptHandshake', 'organizations:LeaveOrganization'],
    closed: withScp(free, NO_LEAVING),
  },
  {
    technique: 'organization-direct-transfer',
    open: withScp(free, deny('organizations:LeaveOrganization', 'arn:aws:organizations::*:account/*')),
    actor: 'admin',
    account: WORKLOAD,
    path: ['organizations:AcceptHandshake', 'organizations:LeaveOrganization'],
    closed: withScp(free, deny('organizations:LeaveOrganization')),
  },
  {
    technique: 'organization-move-account',
    open: guardedUnit,
    path: ['organizations:MoveAccount', 'organizations:MoveAccount', 'organizations:MoveAccount'],
    ...byManagement,
  },
  {
    technique: 'organization-detach-scp',
    open,
    path: ['organizations:UpdatePolicy'],
    ...byManagement,
  },
  {
    technique: 'organization-detach-scp',
    open: detaching,
    actor: 'admin',
    account: WORKLOAD,
    path: ['organizations:DetachPolicy'],
    closed: withScp(detaching, deny('organizations:DetachPolicy')),
  },
  {
    technique: 'organization-policy-delegate-edit',
    open: updating,
    actor: 'admin',
    account: WORKLOAD,
    path: ['organizations:UpdatePolicy'],
    closed: withScp(updating, deny('organizations:UpdatePolicy')),
  },
  {
    technique: 'organization-disable-policy-type',
    open,
    path: ['organizations:DisablePolicyType'],
    ...byManagement,
  },
  {
    technique: 'organization-disable-policy-type',
    open: disabling,
    actor: 'admin',
    account: WORKLOAD,
    path: ['organizations:DisablePolicyType'],
    closed: withScp(disabling, deny('organizations:DisablePolicyType')),
  },
  // Nothing else is denied to the account once the type is off.
  {
    technique: 'cloudtrail-stop-logging',
    open: withScp(disabling, deny('cloudtrail:StopLogging')),
    actor: 'admin',
    account: WORKLOAD,
    path: ['organizations:DisablePolicyType', 'cloudtrail:StopLogging'],
    closed: withScp(disabling, deny(['cloudtrail:StopLogging', 'organizations:DisablePolicyType'])),
  },
  {
    technique: 'organization-delegation-policy',
    open,
    path: ['organizations:PutResourcePolicy'],
    ...byManagement,
  },
  {
    technique: 'organization-register-delegated-admin',
    open,
    path: ['organizations:RegisterDelegatedAdministrator'],
    ...byManagement,
  },
  {
    technique: 'controltower-teardown',
    open: landingZone,
    path: ['controltower:DeleteLandingZone'],
    ...byManagement,
  },
  {
    technique: 'organization-remove-account',
    open,
    path: ['organizations:RemoveAccountFromOrganization'],
    ...byManagement,
  },
  {
    technique: 'organization-remove-account',
    open: accountManagement,
    path: ['organizations:DeregisterDelegatedAdministrator', 'organizations:RemoveAccountFromOrganization'],
    ...byManagement,
  },
  {
    technique: 'organization-delete',
    open,
    path: ['organizations:RemoveAccountFromOrganization', 'organizations:DeleteOrganization'],
    ...byManagement,
  },
  {
    technique: 'organization-close-account',
    open,
    path: ['organizations:CloseAccount'],
    ...byManagement,
  },
  {
    technique: 'root-email-takeover',
    open,
    path: [
      'organizations:EnableAWSServiceAccess',
      'account:StartPrimaryEmailUpdate',
      'account:AcceptPrimaryEmailUpdate',
    ],
    ...byManagement,
  },
  {
    technique: 'root-email-takeover',
    open: accountManagement,
    actor: 'delegated',
    account: LOG_ARCHIVE,
    path: ['account:StartPrimaryEmailUpdate', 'account:AcceptPrimaryEmailUpdate'],
    closed: withScp(accountManagement, deny('account:StartPrimaryEmailUpdate')),
  },
  {
    technique: 'root-credential-recovery',
    open: rootSessions,
    actor: 'management',
    account: MANAGEMENT,
    path: ['sts:AssumeRoot', 'iam:CreateLoginProfile'],
    closed: withScp(rootSessions, deny('iam:CreateLoginProfile', 'arn:aws:iam::*:root')),
  },
  {
    technique: 'root-credential-recovery',
    open: rootSessionsDelegated,
    actor: 'delegated',
    account: LOG_ARCHIVE,
    path: ['sts:AssumeRoot', 'iam:CreateLoginProfile'],
    closed: withScp(rootSessionsDelegated, deny('sts:AssumeRoot')),
  },
  {
    technique: 'new-account-outside-ou',
    open: guardedUnit,
    path: ['organizations:CreateAccount'],
    ...byManagement,
  },
  {
    technique: 'govcloud-partition',
    open,
    path: ['organizations:CreateGovCloudAccount'],
    ...byManagement,
  },
  {
    technique: 'security-contact-change',
    open,
    actor: 'admin',
    account: WORKLOAD,
    path: ['account:DeleteAlternateContact'],
    closed: withScp(open, deny(['account:DeleteAlternateContact', 'account:PutAlternateContact'])),
  },
  {
    technique: 'lockout-defenders',
    open,
    path: ['organizations:UpdatePolicy'],
    ...byManagement,
  },
  {
    technique: 'lockout-defenders',
    open: attaching,
    actor: 'admin',
    account: WORKLOAD,
    path: ['organizations:CreatePolicy', 'organizations:AttachPolicy', 'organizations:AttachPolicy'],
    closed: withScp(attaching, deny('organizations:AttachPolicy')),
  },
  // Nothing is attached without the permission on the root.
  {
    technique: 'lockout-defenders',
    open: attaching,
    actor: 'admin',
    account: WORKLOAD,
    path: ['organizations:CreatePolicy', 'organizations:AttachPolicy', 'organizations:AttachPolicy'],
    closed: withScp(attaching, deny('organizations:AttachPolicy', 'arn:aws:organizations::*:root/*')),
  },
  {
    technique: 'lockout-defenders',
    open: responder,
    actor: 'admin',
    account: WORKLOAD,
    path: ['iam:DeleteRole'],
    closed: withScp(
      responder,
      deny(
        ['iam:Delete*', 'iam:Update*', 'iam:Put*', 'iam:Attach*', 'iam:Detach*'],
        roleOf(WORKLOAD, 'Responder'),
      ),
    ),
  },
];

export default pairs;
