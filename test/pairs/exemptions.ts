import type { OrganizationPolicy } from '../../src/model/snapshot.ts';
import {
  allow,
  BUCKET,
  BUCKET_WRITES,
  bucket,
  DELIVERY,
  deny,
  denyAnybody,
  document,
  key,
  LOG_ARCHIVE,
  MANAGEMENT,
  OBJECTS,
  ORGANIZATION,
  type Parts,
  ROOT,
  rcp,
  resource,
  role,
  roleOf,
  rootOf,
  scp,
  TRAIL,
  TRAIL_WRITES,
  trail,
  WORKLOAD,
} from '../worlds/build.ts';
import { type Pair, staying, withRcp, withScp } from './pair.ts';

const EXEMPT = roleOf(WORKLOAD, 'BreakGlass');

/** Trails are guarded against everybody but this role, whose own name nothing protects. */
const guard = (exempted: string): OrganizationPolicy =>
  scp(
    'guard',
    [ROOT],
    deny(TRAIL_WRITES, '*', { Condition: { ArnNotLike: { 'aws:PrincipalArn': exempted } } }),
  );

const guarded = (parts: Parts = {}, exempted = EXEMPT) => staying({ ...parts, policies: [guard(exempted)] });

const breakGlass = (trust: Parameters<typeof role>[2]) => role(WORKLOAD, 'BreakGlass', trust);
const closed = breakGlass({ AWS: roleOf(LOG_ARCHIVE, 'Operator') });
const service = (name: string) => breakGlass({ Service: `${name}.amazonaws.com` });

const here = (name: string, rest: string): string => `arn:aws:${name}:us-east-1:${WORKLOAD}:${rest}`;
const FUNCTION = here('lambda', 'function:responder');
const INSTANCE = here('ec2', 'instance/i-0123456789abcdef0');
const STACK = here('cloudformation', 'stack/landing-zone/1234abcd');
const PIPELINE = here('codepipeline', 'landing-zone');
const ANCHOR = here('rolesanywhere', 'trust-anchor/1234abcd-12ab-34cd-56ef-1234567890ab');
const SAML = `arn:aws:iam::${WORKLOAD}:saml-provider/corporate`;
const OIDC = `arn:aws:iam::${WORKLOAD}:oidc-provider/idp.example.com`;

const workload = { actor: 'admin', account: WORKLOAD } as const;

const creating = guarded();
const USER = `arn:aws:iam::${WORKLOAD}:user/break-glass`;
/** Its access keys are guarded, and its password is not. */
const keyless = withScp(guarded({}, USER), deny(['iam:CreateUser', 'iam:CreateAccessKey'], USER));
/** Nobody creates it or signs in as it, but another user may get its name. */
const renamable = withScp(keyless, deny('iam:*LoginProfile', USER));
const existing = guarded({ roles: [closed] });
const open = guarded({ roles: [breakGlass({ AWS: rootOf(WORKLOAD) })] });
const passing = guarded({ roles: [service('lambda')] });
const passingByPattern = guarded({
  roles: [
    {
      ...closed,
      trust: {
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: 'sts:Assume*', Principal: { Service: 'lambda.amazonaws.com' } },
      },
    },
  ],
});
const tagged = staying({
  policies: [
    scp(
      'guard',
      [ROOT],
      deny(TRAIL_WRITES, '*', { Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'security' } } }),
    ),
  ],
});

const TEAM = { Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' } } };

const taking: readonly Pair[] = [
  {
    technique: 'exempt-role-create',
    open: creating,
    ...workload,
    path: ['iam:CreateRole', 'iam:AttachRolePolicy', 'sts:AssumeRole'],
    closed: withScp(creating, deny('iam:CreateRole', EXEMPT)),
  },
  {
    technique: 'exempt-role-create',
    open: keyless,
    ...workload,
    path: ['iam:CreateLoginProfile'],
    closed: withScp(
      keyless,
      deny(['iam:CreateLoginProfile', 'iam:UpdateLoginProfile', 'iam:UpdateUser'], USER),
    ),
  },
  {
    technique: 'exempt-role-create',
    open: renamable,
    ...workload,
    path: [
      'iam:CreateUser',
      'iam:AttachUserPolicy',
      'iam:CreateAccessKey',
      'iam:UpdateUser',
      'iam:UpdateUser',
    ],
    closed: withScp(renamable, deny('iam:UpdateUser', USER)),
  },
  {
    technique: 'exempt-role-trust-edit',
    open: existing,
    ...workload,
    path: ['iam:UpdateAssumeRolePolicy', 'sts:AssumeRole'],
    closed: withScp(existing, deny('iam:UpdateAssumeRolePolicy', EXEMPT)),
  },
  {
    technique: 'exempt-role-assume',
    open,
    ...workload,
    path: ['sts:AssumeRole'],
    closed: withScp(open, deny(['sts:AssumeRole', 'iam:UpdateAssumeRolePolicy', 'iam:CreateRole'], EXEMPT)),
  },
  {
    technique: 'exempt-role-delete-recreate',
    open: existing,
    ...workload,
    path: ['iam:DeleteRole', 'iam:CreateRole', 'iam:AttachRolePolicy', 'sts:AssumeRole'],
    closed: withScp(existing, deny('iam:CreateRole', EXEMPT)),
  },
  {
    technique: 'exempt-role-passrole',
    open: guarded({ roles: [service('ecs-tasks')] }),
    ...workload,
    path: ['iam:PassRole', 'ecs:RegisterTaskDefinition', 'ecs:RunTask'],
    closed: withScp(guarded({ roles: [service('ecs-tasks')] }), deny('iam:PassRole', EXEMPT)),
  },
  {
    technique: 'exempt-role-passrole',
    open: passing,
    ...workload,
    path: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
    closed: withScp(passing, deny('iam:PassRole', EXEMPT)),
  },
  {
    technique: 'exempt-role-passrole',
    open: passingByPattern,
    ...workload,
    path: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
    closed: withScp(passingByPattern, deny('iam:PassRole', EXEMPT)),
  },
  {
    technique: 'exempt-principal-tag',
    open: tagged,
    ...workload,
    path: ['iam:TagRole'],
    // A role can be opened to an account outside, which passes the tag along: no SCP binds it there.
    closed: withRcp(
      withScp(tagged, deny(['iam:TagRole', 'iam:TagUser', 'iam:CreateRole', 'iam:CreateUser'], '*', TEAM)),
      denyAnybody('sts:TagSession', '*', TEAM),
    ),
  },
];

const running = guarded({
  roles: [service('lambda')],
  resources: [resource('AWS::Lambda::Function', FUNCTION, { roleArn: EXEMPT })],
});
const instance = guarded({
  roles: [service('ec2')],
  resources: [resource('AWS::EC2::Instance', INSTANCE, { roleArn: EXEMPT })],
});
const stack = guarded({
  roles: [service('cloudformation')],
  resources: [resource('AWS::CloudFormation::Stack', STACK, { roleArn: EXEMPT })],
});
const pipeline = guarded({
  roles: [service('codepipeline')],
  resources: [resource('AWS::CodePipeline::Pipeline', PIPELINE, { roleArn: EXEMPT })],
});

const CLUSTER = here('ecs', 'cluster/tools');
const TASK = here('ecs', 'task/tools/1234abcd');
const containers = (type: 'AWS::ECS::Service' | 'AWS::ECS::Task', arn: string, enabled: boolean) =>
  guarded({
    roles: [service('ecs-tasks')],
    resources: [resource(type, arn, { roleArn: EXEMPT, concerns: [CLUSTER], enabled })],
  });
const task = containers('AWS::ECS::Task', TASK, true);
const SERVICE = here('ecs', 'service/tools/deployer');
const containerService = containers('AWS::ECS::Service', SERVICE, false);
const entered = containers('AWS::ECS::Service', SERVICE, true);

const hijacking: readonly Pair[] = [
  {
    technique: 'exempt-role-compute-hijack',
    open: running,
    ...workload,
    path: ['lambda:UpdateFunctionCode'],
    closed: withScp(running, deny('lambda:UpdateFunction*', FUNCTION)),
  },
  {
    technique: 'exempt-role-compute-hijack',
    open: withScp(running, deny('lambda:UpdateFunctionCode')),
    ...workload,
    path: ['lambda:UpdateFunctionConfiguration', 'lambda:GetLayerVersion'],
    closed: withScp(running, deny('lambda:UpdateFunction*')),
  },
  {
    technique: 'exempt-role-compute-hijack',
    open: instance,
    ...workload,
    path: ['ssm:StartSession'],
    closed: withScp(
      instance,
      deny(['ssm:SendCommand', 'ssm:StartSession', 'ec2:ModifyInstanceAttribute'], INSTANCE),
    ),
  },
  {
    technique: 'exempt-role-compute-hijack',
    open: withScp(task, deny('ssm:StartSession')),
    ...workload,
    path: ['ecs:ExecuteCommand', 'ecs:ExecuteCommand'],
    closed: withScp(task, deny(['ecs:ExecuteCommand', 'ssm:StartSession'], TASK)),
  },
  {
    technique: 'exempt-role-compute-hijack',
    open: withScp(task, deny('ecs:ExecuteCommand')),
    ...workload,
    path: ['ssm:StartSession'],
    closed: withScp(task, deny(['ecs:ExecuteCommand', 'ssm:StartSession'])),
  },
  {
    technique: 'exempt-role-compute-hijack',
    open: containerService,
    ...workload,
    path: ['ecs:UpdateService', 'ssm:StartSession'],
    closed: withScp(containerService, deny('ecs:UpdateService', SERVICE)),
  },
  {
    technique: 'exempt-role-compute-hijack',
    open: withScp(containerService, deny(['ecs:ExecuteCommand', 'ssm:StartSession'])),
    ...workload,
    path: ['iam:PassRole', 'ecs:RegisterTaskDefinition', 'ecs:UpdateService'],
    closed: withScp(
      containerService,
      deny(['ecs:ExecuteCommand', 'ssm:StartSession', 'ecs:RegisterTaskDefinition']),
    ),
  },
  {
    technique: 'exempt-role-compute-hijack',
    open: withScp(entered, deny('ecs:UpdateService')),
    ...workload,
    path: ['ssm:StartSession'],
    closed: withScp(entered, deny(['ecs:UpdateService', 'ecs:ExecuteCommand', 'ssm:StartSession'])),
  },
  {
    technique: 'exempt-role-compute-hijack',
    open: stack,
    ...workload,
    path: ['cloudformation:UpdateStack'],
    closed: withScp(stack, deny(['cloudformation:UpdateStack', 'cloudformation:ExecuteChangeSet'], STACK)),
  },
  {
    technique: 'iac-pipeline-poison',
    open: pipeline,
    ...workload,
    path: ['codepipeline:UpdatePipeline'],
    closed: withScp(pipeline, deny('codepipeline:UpdatePipeline', PIPELINE)),
  },
  {
    technique: 'iac-pipeline-poison',
    open: withScp(pipeline, deny('iam:PassRole', EXEMPT)),
    ...workload,
    path: ['codepipeline:UpdatePipeline'],
    unverified: true,
    closed: withScp(pipeline, deny('codepipeline:UpdatePipeline', PIPELINE)),
  },
];

const saml = guarded({
  roles: [breakGlass({ Federated: SAML })],
  resources: [resource('AWS::IAM::SAMLProvider', SAML, { concerns: [EXEMPT] })],
});
const gone = guarded({ roles: [breakGlass({ Federated: SAML })] });
const oidc = guarded({
  roles: [breakGlass({ Federated: OIDC })],
  resources: [resource('AWS::IAM::OIDCProvider', OIDC, { concerns: [EXEMPT] })],
});
const anchor = guarded({
  roles: [
    {
      ...closed,
      trust: document({
        Effect: 'Allow',
        Principal: { Service: 'rolesanywhere.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: { ArnEquals: { 'aws:SourceArn': ANCHOR } },
      }),
    },
  ],
  resources: [resource('AWS::RolesAnywhere::TrustAnchor', ANCHOR, { concerns: [EXEMPT], enabled: true })],
});
const disabledAnchor = {
  ...anchor,
  resources: [resource('AWS::RolesAnywhere::TrustAnchor', ANCHOR, { concerns: [EXEMPT], enabled: false })],
};
const anywhere = guarded({ roles: [service('rolesanywhere')] });

const federated: readonly Pair[] = [
  {
    technique: 'idp-or-rolesanywhere',
    open: saml,
    ...workload,
    path: ['iam:UpdateSAMLProvider'],
    closed: withScp(saml, deny(['iam:UpdateSAMLProvider', 'iam:DeleteSAMLProvider'], SAML)),
  },
  {
    technique: 'idp-or-rolesanywhere',
    open: gone,
    ...workload,
    path: ['iam:CreateSAMLProvider'],
    closed: withScp(gone, deny('iam:CreateSAMLProvider', SAML)),
  },
  {
    technique: 'idp-or-rolesanywhere',
    open: oidc,
    ...workload,
    path: ['iam:AddClientIDToOpenIDConnectProvider'],
    closed: withScp(oidc, deny('iam:AddClientIDToOpenIDConnectProvider', OIDC)),
  },
  {
    technique: 'idp-or-rolesanywhere',
    open: anchor,
    ...workload,
    path: ['rolesanywhere:UpdateTrustAnchor'],
    closed: withScp(anchor, deny('rolesanywhere:UpdateTrustAnchor', ANCHOR)),
  },
  {
    technique: 'idp-or-rolesanywhere',
    open: disabledAnchor,
    ...workload,
    path: ['rolesanywhere:UpdateTrustAnchor', 'rolesanywhere:EnableTrustAnchor'],
    closed: withScp(disabledAnchor, deny('rolesanywhere:EnableTrustAnchor', ANCHOR)),
  },
  {
    technique: 'idp-or-rolesanywhere',
    open: withScp(anchor, deny('rolesanywhere:EnableTrustAnchor', ANCHOR)),
    ...workload,
    path: ['rolesanywhere:UpdateTrustAnchor'],
    closed: withScp(anchor, deny('rolesanywhere:UpdateTrustAnchor', ANCHOR)),
  },
  {
    technique: 'idp-or-rolesanywhere',
    open: anywhere,
    ...workload,
    path: ['rolesanywhere:CreateTrustAnchor', 'rolesanywhere:CreateProfile'],
    closed: withScp(anywhere, deny('rolesanywhere:CreateTrustAnchor')),
  },
];

const POLICY = `arn:aws:iam::${WORKLOAD}:policy/deploy`;
const managed = guarded({ roles: [{ ...closed, managedPolicies: [POLICY] }] });
const bounded = guarded({ roles: [{ ...closed, boundary: document(allow('s3:*')) }] });

const widening: readonly Pair[] = [
  {
    technique: 'exempt-role-policy-edit',
    open: existing,
    ...workload,
    path: ['iam:AttachRolePolicy'],
    closed: withScp(existing, deny(['iam:AttachRolePolicy', 'iam:PutRolePolicy'], EXEMPT)),
  },
  {
    technique: 'exempt-role-policy-edit',
    open: withScp(bounded, deny(['iam:AttachRolePolicy', 'iam:PutRolePolicy'], EXEMPT)),
    ...workload,
    path: ['iam:DeleteRolePermissionsBoundary'],
    closed: withScp(
      bounded,
      deny(
        [
          'iam:AttachRolePolicy',
          'iam:PutRolePolicy',
          'iam:PutRolePermissionsBoundary',
          'iam:DeleteRolePermissionsBoundary',
        ],
        EXEMPT,
      ),
    ),
  },
  {
    technique: 'exempt-role-managed-policy-edit',
    open: managed,
    ...workload,
    path: ['iam:CreatePolicyVersion'],
    closed: withScp(managed, deny(['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'], POLICY)),
  },
  {
    // Nobody read which policies the role has.
    technique: 'exempt-role-managed-policy-edit',
    open: existing,
    ...workload,
    path: ['iam:CreatePolicyVersion'],
    unverified: true,
    closed: withScp(existing, deny(['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'])),
  },
];

const ANYWHERE = 'arn:aws:iam::*:role/BreakGlass';
const elsewhere = staying({
  policies: [
    rcp(
      'guard',
      [ROOT],
      denyAnybody(BUCKET_WRITES, [BUCKET, OBJECTS], {
        Condition: { ArnNotLike: { 'aws:PrincipalArn': ANYWHERE } },
      }),
    ),
  ],
  buckets: [
    bucket({
      policy: document(
        ...DELIVERY,
        allow('s3:DeleteObjectVersion', OBJECTS, {
          Principal: { AWS: '*' },
          Condition: {
            ArnLike: { 'aws:PrincipalArn': ANYWHERE },
            StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION },
          },
        }),
      ),
    }),
  ],
});

const sso = (parts: Parts = {}) =>
  guarded(
    { trustedAccess: ['sso.amazonaws.com'], ...parts },
    'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_SecurityAdmin_*',
  );
const ssoDelegated = sso({
  delegatedAdministrators: [{ servicePrincipal: 'sso.amazonaws.com', accountId: WORKLOAD }],
});
const ssoClosed = withScp(
  ssoDelegated,
  deny(['sso:CreateAccountAssignment', 'identitystore:CreateGroupMembership', 'sso-directory:*']),
);
/** On three resources. */
const thrice = (action: string) => [action, action, action];
const STACKSETS = 'member.org.stacksets.cloudformation.amazonaws.com';
const stackSets = (parts: Parts = {}) =>
  guarded({ trustedAccess: [STACKSETS], ...parts }, 'arn:aws:iam::*:role/stacksets-exec-*');
const stackSetsDelegated = stackSets({
  delegatedAdministrators: [{ servicePrincipal: STACKSETS, accountId: WORKLOAD }],
});

const elsewhereToo: readonly Pair[] = [
  {
    technique: 'exempt-role-in-other-account',
    open: elsewhere,
    ...workload,
    path: ['iam:CreateRole', 'iam:AttachRolePolicy', 'sts:AssumeRole'],
    closed: withScp(elsewhere, deny('iam:CreateRole', ANYWHERE)),
  },
  {
    technique: 'exempt-sso-role',
    open: ssoDelegated,
    actor: 'delegated',
    account: WORKLOAD,
    path: ['sso-directory:UpdatePassword'],
    closed: ssoClosed,
  },
  {
    technique: 'exempt-sso-role',
    open: withScp(ssoDelegated, deny('sso-directory:*')),
    actor: 'delegated',
    account: WORKLOAD,
    path: thrice('sso:CreateAccountAssignment'),
    closed: ssoClosed,
  },
  // Nothing can be assigned: a user joins a group that is.
  {
    technique: 'exempt-sso-role',
    open: withScp(ssoDelegated, deny(['sso-directory:*', 'sso:CreateAccountAssignment'])),
    actor: 'delegated',
    account: WORKLOAD,
    path: thrice('identitystore:CreateGroupMembership'),
    closed: ssoClosed,
  },
  {
    technique: 'exempt-sso-role',
    open: sso(),
    actor: 'management',
    account: MANAGEMENT,
    path: ['sso-directory:UpdatePassword'],
    closed: { never: 'no policy binds the management account, which administers the directory' },
  },
  {
    technique: 'stackset-service-managed',
    open: stackSetsDelegated,
    actor: 'delegated',
    account: WORKLOAD,
    path: ['cloudformation:UpdateStackSet'],
    closed: withScp(
      stackSetsDelegated,
      deny(['cloudformation:UpdateStackSet', 'cloudformation:CreateStackInstances']),
    ),
  },
  {
    technique: 'stackset-service-managed',
    open: stackSets(),
    actor: 'management',
    account: MANAGEMENT,
    path: ['cloudformation:UpdateStackSet'],
    closed: { never: 'no policy binds the management account, where stack sets stand' },
  },
  {
    technique: 'stackset-service-managed',
    open: stackSets({ trustedAccess: [] }),
    actor: 'management',
    account: MANAGEMENT,
    path: [
      'cloudformation:ActivateOrganizationsAccess',
      'cloudformation:CreateStackSet',
      'cloudformation:CreateStackInstances',
    ],
    closed: { never: 'no policy binds the management account, which switches trusted access on' },
  },
];

const byTag = (...actions: readonly string[]) =>
  scp(
    'guard',
    [ROOT],
    deny(actions, '*', { Condition: { StringEquals: { 'aws:ResourceTag/protected': 'true' } } }),
  );
const protectedTrail = staying({
  policies: [byTag(...TRAIL_WRITES)],
  trails: [trail({ tags: { protected: 'true' } })],
});
const protectedKey = staying({
  policies: [byTag('kms:DisableKey', 'kms:ScheduleKeyDeletion', 'kms:PutKeyPolicy')],
  keys: [key({ tags: { protected: 'true' } })],
});
const protectedBucket = staying({
  policies: [byTag('s3:PutLifecycleConfiguration')],
  buckets: [bucket({ tags: { protected: 'true' } })],
});

const protectedRole = staying({
  policies: [byTag('iam:UpdateAssumeRolePolicy')],
  roles: [
    {
      ...role(LOG_ARCHIVE, 'Delivery', { Service: 'cloudtrail.amazonaws.com' }),
      tags: { protected: 'true' },
    },
  ],
});

const untagging: readonly Pair[] = [
  {
    technique: 'protected-tag-removal',
    open: protectedTrail,
    ...workload,
    path: ['cloudtrail:RemoveTags'],
    closed: withScp(protectedTrail, deny(['cloudtrail:AddTags', 'cloudtrail:RemoveTags'], TRAIL)),
  },
  {
    technique: 'protected-tag-removal',
    open: protectedKey,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['kms:UntagResource'],
    closed: withScp(protectedKey, deny(['kms:TagResource', 'kms:UntagResource'])),
  },
  {
    technique: 'protected-tag-removal',
    open: protectedBucket,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['s3:UntagResource'],
    // Somebody outside may be let in to do it.
    closed: withRcp(
      protectedBucket,
      denyAnybody(['s3:TagResource', 's3:UntagResource', 's3:PutBucketAbac'], BUCKET),
    ),
  },
  {
    technique: 'protected-tag-removal',
    open: protectedRole,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['iam:UntagRole'],
    closed: withScp(protectedRole, deny(['iam:TagRole', 'iam:UntagRole'])),
  },
];

const READER = roleOf(LOG_ARCHIVE, 'SiemReader');
const siem = staying({
  roles: [role(LOG_ARCHIVE, 'SiemReader', { AWS: rootOf('999999999999') })],
  buckets: [
    bucket({
      policy: document(...DELIVERY, allow('s3:Get*', OBJECTS, { Principal: { AWS: READER } })),
    }),
  ],
});
const QUEUE = `arn:aws:sqs:us-east-1:${LOG_ARCHIVE}:siem`;
const queued = staying({
  roles: [role(LOG_ARCHIVE, 'SiemReader', { AWS: rootOf('999999999999') })],
  resources: [
    resource('AWS::SQS::Queue', QUEUE, {
      policy: document(allow('sqs:ReceiveMessage', QUEUE, { Principal: { AWS: READER } })),
    }),
  ],
});
const READER_WRITES = [
  'iam:UpdateAssumeRolePolicy',
  'iam:AttachRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRole*',
  'iam:DeleteRole*',
];

const deafening: readonly Pair[] = [siem, queued].map((one) => ({
  technique: 'siem-reader-role-break',
  open: one,
  actor: 'admin',
  account: LOG_ARCHIVE,
  path: ['iam:UpdateAssumeRolePolicy'],
  closed: withScp(one, deny(READER_WRITES, READER)),
}));

const pairs: readonly Pair[] = [
  ...taking,
  ...hijacking,
  ...federated,
  ...widening,
  ...elsewhereToo,
  ...untagging,
  ...deafening,
];

export default pairs;
