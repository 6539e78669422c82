import type { Resource } from './resource.ts';
import type { Gap, OrganizationPolicy, Snapshot, Trail } from './snapshot.ts';

/** A landing zone that stands in an organization, by what deploys it. */
export interface Layout {
  readonly kind: 'control-tower' | 'landing-zone-accelerator';
  readonly version?: string;
  /** The account that keeps the logs; `off`: none does for it. Absent: not known. */
  readonly logArchive?: string;
  /** Names of its own buckets to which trails of the organization write. */
  readonly buckets: readonly string[];
  readonly evidence: readonly Evidence[];
}

export interface Evidence {
  readonly kind: 'landing-zone' | 'trail' | 'policy' | 'stack' | 'role';
  /** An ARN; of a policy its name. */
  readonly name: string;
}

/** By what a deployer's work is known. */
interface Marks {
  readonly trail: string;
  readonly bucket: RegExp;
  readonly policy: (policy: OrganizationPolicy) => boolean;
  readonly stack: RegExp;
  readonly role: RegExp;
}

/**
 * https://docs.aws.amazon.com/controltower/latest/userguide/account-factory-considerations.html
 * From version 4.0 on, CloudTrail has a bucket of its own.
 */
const CONTROL_TOWER: Marks = {
  trail: 'aws-controltower-BaselineCloudTrail',
  bucket: /^aws-controltower-(?:cloudtrail-)?logs-\d{12}-/,
  policy: ({ name, content }) =>
    name.startsWith('aws-guardrails-') && content.includes(':role/AWSControlTowerExecution'),
  stack: /^StackSet-AWSControlTowerBP-/,
  role: /:role\/AWSControlTowerExecution$/,
};

/**
 * Under the prefix with which it is delivered; an installation may choose another.
 * https://github.com/awslabs/landing-zone-accelerator-on-aws/blob/main/source/packages/@aws-accelerator/accelerator/lib/stacks/organizations-stack.ts
 */
const ACCELERATOR: Marks = {
  trail: 'AWSAccelerator-Organizations-CloudTrail',
  bucket: /-central-logs-\d{12}-/,
  policy: ({ content }) => content.includes(':role/AWSAccelerator'),
  stack: /^AWSAccelerator-/,
  role: /:role\/AWSAccelerator-/,
};

/** What stands there, as far as the Snapshot shows it. */
export function layoutsOf(snapshot: Snapshot): readonly Layout[] {
  const zones = (snapshot.resources ?? []).filter(({ type }) => type === 'AWS::ControlTower::LandingZone');
  const towers =
    zones.length > 0
      ? zones.map((zone) => controlTowerOf(snapshot, zone))
      : mayHideZone(snapshot)
        ? shownBy(snapshot, 'control-tower', CONTROL_TOWER)
        : [];
  return [...towers, ...shownBy(snapshot, 'landing-zone-accelerator', ACCELERATOR)];
}

function controlTowerOf(snapshot: Snapshot, { arn, landingZone }: Resource): Layout {
  const evidence: readonly Evidence[] = [
    { kind: 'landing-zone', name: arn },
    ...evidenceOf(snapshot, CONTROL_TOWER),
  ];
  const kept = logsOf(snapshot, CONTROL_TOWER);
  if (landingZone === undefined) return { kind: 'control-tower', ...kept, evidence };
  const { version, logging } = landingZone;
  return logging === 'off'
    ? { kind: 'control-tower', version, logArchive: 'off', buckets: [], evidence }
    : { kind: 'control-tower', version, ...kept, logArchive: logging.accountId, evidence };
}

/** Whether there may be a landing zone that was not read: where it was, what is left of one is none. */
const mayHideZone = ({ resources, gaps, organization }: Snapshot): boolean =>
  resources === undefined ||
  gaps.some(
    ({ action, resource }: Gap) =>
      action === 'controltower:ListLandingZones' ||
      (/^(?:account:ListRegions|sts:AssumeRole)$/.test(action) &&
        resource.includes(`:${organization.managementAccountId}:`)),
  );

/**
 * Anybody may give a role or a stack such a name, and one name may be chance: two kinds of marks show it, and of one of
 * them nobody outside the management account can make the like.
 */
function shownBy(snapshot: Snapshot, kind: Layout['kind'], marks: Marks): readonly Layout[] {
  const evidence = evidenceOf(snapshot, marks);
  const kinds = new Set(evidence.map((one) => one.kind));
  const management = `:${snapshot.organization.managementAccountId}:`;
  const isOfManagement = (one: Evidence): boolean =>
    one.kind === 'trail' || one.kind === 'policy' || (one.kind === 'stack' && one.name.includes(management));
  return kinds.size > 1 && evidence.some(isOfManagement)
    ? [{ kind, ...logsOf(snapshot, marks), evidence }]
    : [];
}

function evidenceOf(snapshot: Snapshot, marks: Marks): readonly Evidence[] {
  const { policies, roles = [], resources = [] } = snapshot;
  const stacks = resources.filter(
    ({ type, name }) => type === 'AWS::CloudFormation::Stack' && marks.stack.test(name),
  );
  return [
    ...ofOrganization(snapshot)
      .filter(({ name, bucketName }) => name === marks.trail && marks.bucket.test(bucketName))
      .map(({ arn }): Evidence => ({ kind: 'trail', name: arn })),
    ...policies
      .filter((policy) => policy.kind === 'scp' && policy.targets.length > 0 && marks.policy(policy))
      .map(({ name }): Evidence => ({ kind: 'policy', name })),
    ...stacks.map(({ arn }): Evidence => ({ kind: 'stack', name: arn })),
    ...roles
      .filter(({ arn }) => marks.role.test(arn))
      .map(({ arn }): Evidence => ({ kind: 'role', name: arn })),
  ];
}

/** Trails that the management account alone, or for it its delegated administrator, can make. */
const ofOrganization = ({ trails, organization }: Snapshot): readonly Trail[] =>
  trails.filter(
    ({ organizationTrail, accountId }) => organizationTrail && accountId === organization.managementAccountId,
  );

/** Where trails of the organization write to, as far as that is the deployer's. */
function logsOf(snapshot: Snapshot, marks: Marks): Pick<Layout, 'logArchive' | 'buckets'> {
  const names = ofOrganization(snapshot).map(({ bucketName }) => bucketName);
  const buckets = [...new Set(names)].filter((name) => marks.bucket.test(name));
  const owners = snapshot.logBuckets.flatMap(({ name, accountId }) =>
    accountId !== undefined && buckets.includes(name) ? [accountId] : [],
  );
  const [logArchive, ...others] = [...new Set(owners)];
  return { buckets, ...(logArchive === undefined || others.length > 0 ? {} : { logArchive }) };
}
