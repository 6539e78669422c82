import type { PolicyDocument } from '../../model/policy.ts';
import { evaluate } from '../../policy/index.ts';
import { KNOWN_ATTACKS } from './known-attacks.ts';

export interface CoverageWorld {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly managementAccount: string;
  readonly organizationId: string;
  readonly trailName: string;
  readonly bucketName: string;
}

export interface Coverage {
  readonly blocked: number;
  readonly of: number;
  /** Ids of the attacks whose own calls the policy refuses, in every way. */
  readonly attacks: readonly string[];
}

const FULL_ACCESS: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/**
 * How many of the known attacks a service control policy stops when an administrator simply makes their calls.
 * Says nothing of detours; those are the prover's.
 */
export function coverage(scp: PolicyDocument, world: CoverageWorld): Coverage {
  const refused = (need: string): boolean => {
    const [action = '', resource = ''] = need.split(' ', 2);
    // Only what the policy itself denies: a key or a role without a policy of its own is refused by default.
    const { decision, layer } = evaluate({
      request: {
        principal: `arn:${world.partition}:iam::${world.account}:role/Admin`,
        action,
        resource: fill(resource, world),
        resourceAccount: world.account,
        context: {},
      },
      identityPolicies: [FULL_ACCESS],
      scps: [[FULL_ACCESS, scp]],
    });
    return decision === 'explicit-deny' && layer === 'scp';
  };
  const attacks = KNOWN_ATTACKS.filter(([, ways]) => ways.every((needs) => needs.some(refused))).map(
    ([id]) => id,
  );
  return { blocked: attacks.length, of: KNOWN_ATTACKS.length, attacks };
}

/** Names the resource of this world; what the world does not have gets a name that no policy mentions. */
function fill(resource: string, world: CoverageWorld): string {
  const known: Readonly<Record<string, string>> = {
    region: world.region,
    account: world.account,
    keyAccount: world.account,
    mgmtAccount: world.managementAccount,
    orgId: world.organizationId,
    trail: world.trailName,
    bucket: world.bucketName,
    key: 'AWSLogs/log.json.gz',
  };
  return resource
    .replace(/^arn:aws:/, `arn:${world.partition}:`)
    .replace(/\$\{(\w+)\}/g, (_, name: string) => known[name] ?? `some-${name}`);
}
