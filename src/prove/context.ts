import type { ContextValue } from '../model/policy.ts';
import type { Missing, Need } from '../model/technique.ts';
import { globalRegion } from '../policy/global-services.ts';
import { SERVICE_PREFIXES } from '../policy/service-prefixes.ts';
import type { Principal } from './principal.ts';
import { bucketAt, formerPathOf, organizationPathOf, type Scene } from './scene.ts';

/** Who asks for what, where. */
export interface Question {
  readonly scene: Scene;
  readonly principal: Principal;
  readonly need: Need;
  /** Lower case. */
  readonly action: string;
  /** Empty where a service lets the caller act on a resource of another account. */
  readonly resourceAccount: string;
  readonly region: string | undefined;
}

/** The value of a key that the caller does not choose; `unread`: it is in no Snapshot; `open`: it may be any of these. */
export type FixedValue =
  | { readonly kind: 'value'; readonly value: ContextValue | undefined }
  | { readonly kind: 'unread'; readonly missing: Missing }
  | { readonly kind: 'open'; readonly values: readonly (ContextValue | undefined)[] }
  /** Left to `policy/`, which derives it from the request itself. */
  | { readonly kind: 'derived' };

const value = (given: ContextValue | undefined): FixedValue => ({ kind: 'value', value: given });
const unread = (resource: string, action: string): FixedValue => ({
  kind: 'unread',
  missing: { resource, action },
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export function fixedValue(key: string, question: Question): FixedValue {
  const { scene, principal, need, resourceAccount, region } = question;
  switch (key) {
    case 'aws:principalorgid':
    case 'aws:principalorgpaths':
      return organizationKey(key, question);
    case 'aws:resourceorgid':
    case 'aws:resourceorgpaths':
      return resourceOrganizationKey(key, question);
    case 'aws:username':
      return value(principal.kind === 'user' ? principal.arn.split('/').at(-1) : undefined);
    case 'aws:assumedroot':
      return value(principal.kind === 'root-session' ? 'true' : undefined);
    case 'aws:requestedregion':
      return region === undefined ? { kind: 'open', values: ['us-east-1', 'eu-central-2'] } : value(region);
    case 's3:resourceaccount':
      return value(resourceAccount);
    case 's3:accesspointnetworkorigin':
    case 's3:dataaccesspointaccount':
    case 's3:dataaccesspointarn':
      return accessPointKey(key, need);
    case 'kms:calleraccount':
      return value(principal.accountId);
    case 'kms:resourcealiases':
      return aliasesOf(scene, need.resource);
    case 'kms:keyorigin':
      return value(scene.keys.get(need.resource)?.origin);
    case 'aws:resourceaccount':
      return resourceAccount === '' ? unread(need.resource, 'aws:ResourceAccount') : { kind: 'derived' };
    default:
      return tagKey(key, question) ?? { kind: 'derived' };
  }
}

function resourceOrganizationKey(key: string, { scene, resourceAccount }: Question): FixedValue {
  const said = (path: string | undefined) =>
    path === undefined ? undefined : key === 'aws:resourceorgid' ? scene.organization.id : [path];
  const former = said(formerPathOf(scene, resourceAccount));
  if (former !== undefined) return { kind: 'open', values: [former, undefined] };
  return value(said(organizationPathOf(scene, resourceAccount)));
}

/** An account outside may belong to an organization of its own, or to none. */
function organizationKey(key: string, { scene, principal }: Question): FixedValue {
  const single = key === 'aws:principalorgid';
  const said = (path: string) => (single ? scene.organization.id : [path]);
  const path = organizationPathOf(scene, principal.accountId);
  if (path !== undefined) return value(said(path));
  const former = formerPathOf(scene, principal.accountId);
  const strange = single ? 'o-indelible00' : ['o-indelible00/r-none/ou-none-00000000/'];
  return { kind: 'open', values: [...(former === undefined ? [] : [said(former)]), undefined, strange] };
}

/**
 * Whoever makes an access point chooses its name, and its network origin for good; nobody reads that of others.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-vpc.html
 */
function accessPointKey(key: string, { resource }: Need): FixedValue {
  const accountId = /^arn:[^:]*:s3:[^:]*:(\d{12}):accesspoint\//.exec(resource)?.[1];
  if (accountId === undefined) return value(undefined);
  if (key === 's3:dataaccesspointaccount') return value(accountId);
  return key === 's3:dataaccesspointarn'
    ? unread(resource, 's3:DataAccessPointArn')
    : { kind: 'open', values: ['VPC', 'Internet'] };
}

function aliasesOf(scene: Scene, resource: string): FixedValue {
  const key = scene.keys.get(resource);
  if (key?.aliases === undefined) return unread(resource, 'kms:ListAliases');
  return value(key.aliases.length === 0 ? undefined : [...key.aliases]);
}

const TAG = /^(aws|iam):(principal|resource)tag\/(.+)$/;

function tagKey(key: string, { scene, principal, need }: Question): FixedValue | undefined {
  const [, , whose, name = ''] = TAG.exec(key) ?? [];
  if (whose === undefined) return undefined;
  if (whose === 'principal') return value(tagNamed(principal.tags, name));
  const tags = tagsOf(scene, need.resource);
  return tags === undefined ? unread(need.resource, key) : value(tagNamed(tags, name));
}

function tagsOf(scene: Scene, resource: string) {
  // What is in no list is not there yet, or was made by the attacker: without tags.
  if (/^arn:[^:]*:iam:/.test(resource))
    return scene.roles.has(resource) ? scene.roles.get(resource)?.tags : {};
  return (
    scene.keys.get(resource)?.tags ??
    bucketAt(scene, resource)?.tags ??
    scene.snapshot().trails.find(({ arn }) => arn === resource)?.tags
  );
}

/** Names of tag keys in conditions are case-insensitive. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const tagNamed = (tags: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.entries(tags).find(([key]) => key.toLowerCase() === name)?.[1];

/** Whether the request itself carries tags. */
const TAGS =
  /:(?:create|tag|untag|put.*tagging$|delete.*tagging$|addtags$|removetags$|start|run|register|request)|^sts:assumerole/;

/** Keys of tags in the request are there only where a call sets tags. */
export function isAbsentFrom(key: string, action: string): boolean {
  if (key === 'aws:tagkeys' || key.startsWith('aws:requesttag/')) return !TAGS.test(action);
  const service = key.slice(0, key.indexOf(':'));
  return SERVICE_PREFIXES.has(service) && !ELSEWHERE.has(service) && !action.startsWith(`${service}:`);
}

/**
 * A service's own keys are in requests to that service alone, but for those of these services. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'ec2',
  'lambda',
  'ssm',
  'glue',
  'codebuild',
  'identitystore',
  'bedrock-agentcore',
]);

/** The Region that a call is made in, where it does not choose. */
export function regionFor(
  scene: Scene,
  action: string,
  resource: string,
  stated: string | undefined,
): string | undefined {
  if (stated !== undefined) return stated;
  const [prefix = ''] = action.split(':');
  const home = globalRegion(scene.partition, prefix);
  if (home !== undefined) return home;
  const [, , service, region = ''] = resource.split(':');
  if (region !== '') return region;
  return service === 's3' ? bucketAt(scene, resource)?.region : undefined;
}
