import type { Context } from '../../../model/policy.ts';
import { AwsError } from '../../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call, Operation, RecordDetails } from '../../../sandbox/emulation.ts';
import { isRecord, list, optionalInteger, optionalText, text } from '../../../sandbox/input.ts';
import { responseElements } from '../../../sandbox/response-elements.ts';
import type { AccountState, RoleState } from '../../../sandbox/world.ts';
import { sessionPolicy } from './session-policy.ts';
import { issueCredentials } from './sessions.ts';

const ROLE_ARN = /^arn:[\w-]+:iam::(\d{12}):role\/(?:[!-~]*\/)?([\w+=,.@-]{1,64})$/;
const HOUR = 3600;

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
function assumeRole(call: Call) {
  const { account, role } = roleOf(call) ?? notAuthorized(call);
  const sessionName = nameOf(call);
  const seconds = durationOf(call, role);
  const unsupported = ['SourceIdentity', 'SerialNumber', 'TokenCode'].find((member) => member in call.input);
  if (unsupported !== undefined) throw notEmulated(unsupported);
  const lists = ['TransitiveTagKeys', 'ProvidedContexts'].find(
    (member) => list(call.input, member).length > 0,
  );
  if (lists !== undefined) throw notEmulated(lists);
  const policy = sessionPolicy(call, account);
  const credentials = issueCredentials(
    call,
    {
      type: 'session',
      accountId: account.id,
      roleArn: role.arn,
      roleName: role.name,
      roleId: role.id,
      sessionName,
      ...(policy === undefined ? {} : { sessionPolicy: policy }),
      tags: Object.fromEntries(tagsOf(call)),
      issuedAt: call.now,
    },
    seconds,
  );
  return {
    Credentials: credentials,
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${sessionName}`,
      Arn: `arn:${call.world.partition}:sts::${account.id}:assumed-role/${role.name}/${sessionName}`,
    },
  };
}

const arnOf = ({ input }: Call): string => text(input, 'RoleArn', { max: 2048, pattern: ROLE_ARN });

const nameOf = ({ input }: Call): string =>
  text(input, 'RoleSessionName', { max: 64, pattern: /^[\w+=,.@-]{2,64}$/ });

/** The role that the ARN names, in the very case and path of the ARN. */
function roleOf(call: Call): { readonly account: AccountState; readonly role: RoleState } | undefined {
  const arn = arnOf(call);
  const [, accountId = '', roleName = ''] = ROLE_ARN.exec(arn) ?? [];
  const account = call.world.accounts.get(accountId);
  const role = account?.roles.get(roleName.toLowerCase());
  return account && role?.arn === arn ? { account, role } : undefined;
}

/** AWS does not tell whether a role exists. */
function notAuthorized(call: Call): never {
  throw new AwsError(
    'AccessDenied',
    403,
    `User: ${call.caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arnOf(call)}`,
  );
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining */
function durationOf({ input, caller }: Call, role: RoleState): number {
  const wanted = optionalInteger(input, 'DurationSeconds', { min: 900, max: 12 * HOUR });
  if (wanted === undefined) return HOUR;
  if (caller.identity.type === 'session' && wanted > HOUR) {
    throw invalid(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  if (wanted > role.maxSessionSeconds) {
    throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  return wanted;
}

function tagsOf({ input }: Call): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const tag of list(input, 'Tags', 50)) {
    if (!isRecord(tag)) throw invalid('Tags must be a list of key and value pairs');
    tags.set(text(tag, 'Key', { max: 128 }), text(tag, 'Value', { max: 256 }));
  }
  return tags;
}

/** The role's trust policy decides as the resource's policy. */
function needs(call: Call): readonly AuthorizationNeed[] {
  const resource = arnOf(call);
  if (call.caller.identity.type === 'root') {
    throw new AwsError('AccessDenied', 403, 'Roles may not be assumed by root accounts.');
  }
  const role = roleOf(call)?.role;
  const need = {
    resource,
    resourceAccount: ROLE_ARN.exec(resource)?.[1] ?? '',
    resourcePolicies: role ? [role.trustPolicy] : [],
    context: contextOf(call, role),
  };
  const { input } = call;
  const also = [
    ...(list(input, 'Tags').length > 0 ? ['sts:TagSession'] : []),
    ...(optionalText(input, 'SourceIdentity') === undefined ? [] : ['sts:SetSourceIdentity']),
    ...(list(input, 'ProvidedContexts').length > 0 ? ['sts:SetContext'] : []),
  ];
  return ['sts:AssumeRole', ...also].map((action) => ({ action, ...need }));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-sts */
function contextOf(call: Call, role: RoleState | undefined): Context {
  const { input } = call;
  const tags = tagsOf(call);
  const externalId = optionalText(input, 'ExternalId', { max: 1224, pattern: /^[\w+=,.@:/-]{2,1224}$/ });
  const sourceIdentity = optionalText(input, 'SourceIdentity', { max: 64 });
  return {
    'sts:RoleSessionName': nameOf(call),
    ...(externalId === undefined ? {} : { 'sts:ExternalId': externalId }),
    ...(sourceIdentity === undefined ? {} : { 'sts:SourceIdentity': sourceIdentity }),
    ...tagKeys('aws:RequestTag', tags),
    ...(tags.size === 0 ? {} : { 'aws:TagKeys': [...tags.keys()] }),
    ...tagKeys('aws:ResourceTag', role?.tags ?? new Map()),
    ...tagKeys('iam:ResourceTag', role?.tags ?? new Map()),
  };
}

const tagKeys = (key: string, tags: ReadonlyMap<string, string>): Context =>
  Object.fromEntries([...tags].map(([tag, value]) => [`${key}/${tag}`, value]));

const invalid = (message: string) => new AwsError('ValidationError', 400, message);

const notEmulated = (member: string) =>
  new AwsError('NotEmulated', 501, `The sandbox does not emulate ${member} of sts:AssumeRole.`);

/** Recorded with its answer and the role, though it reads. https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html */
function record({ input }: Call, output: unknown): RecordDetails {
  const ARN = typeof input.RoleArn === 'string' ? input.RoleArn : '';
  const accountId = ROLE_ARN.exec(ARN)?.[1];
  return {
    responseElements: responseElements(output),
    ...(accountId === undefined ? {} : { resources: [{ accountId, type: 'AWS::IAM::Role', ARN }] }),
  };
}

export const assumeRoleOperation: Operation = { access: 'read', needs, run: assumeRole, record };
