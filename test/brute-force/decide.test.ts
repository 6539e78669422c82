import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { evaluate } from '../../src/policy/index.ts';
import { BUCKET, KEY, LOG_ARCHIVE, LOG_FILE, OUTSIDE, TRAIL, WORKLOAD } from '../worlds/build.ts';
import { contextsFor, namesIn, principalOf, statementsIn } from './candidates.ts';
import { allowed, type Request } from './decide.ts';
import { evaluateInput } from './evaluate-input.ts';
import { randomWorld } from './random-world.ts';

const CALLS = [
  ['s3:DeleteObject', `${BUCKET}/${LOG_FILE}`],
  ['s3:DeleteBucketPolicy', BUCKET],
  ['s3:PutLifecycleConfiguration', BUCKET],
  ['cloudtrail:StopLogging', TRAIL],
  ['kms:DisableKey', KEY],
  ['organizations:LeaveOrganization', '*'],
  ['iam:CreateRole', `arn:aws:iam::${WORKLOAD}:role/BreakGlass`],
  ['sts:AssumeRole', `arn:aws:iam::${LOG_ARCHIVE}:role/BreakGlass`],
] as const;

const SEED = Number(process.env.BRUTE_FORCE_SEED ?? 20_261_102);

const asked = fc.record({
  world: randomWorld,
  call: fc.constantFrom(...CALLS),
  account: fc.constantFrom(LOG_ARCHIVE, WORKLOAD, OUTSIDE),
  who: fc.nat(),
  where: fc.nat(),
  team: fc.constantFrom(undefined, 'security', 'guest'),
});

describe('the brute force and the engine', () => {
  it(`decide alike, by nothing in common (seed ${SEED})`, () => {
    fc.assert(
      fc.property(asked, ({ world, ...rest }) => {
        const request = requestOf(world, rest);
        if (crossesBucketPolicy(request) || asksUnknownKey(world, request)) return;
        const { decision } = evaluate(evaluateInput(world, request));
        expect(allowed(world, request), JSON.stringify(request)).toBe(decision === 'allowed');
      }),
      { numRuns: 5_000, seed: SEED },
    );
  });
});

interface Choice {
  readonly call: (typeof CALLS)[number];
  readonly account: string;
  readonly who: number;
  readonly where: number;
  readonly team: string | undefined;
}

function requestOf(world: Snapshot, { call, account, who, where, team }: Choice): Request {
  const statements = statementsIn(world);
  const [action, resource] = call;
  const names = [...namesIn(statements, account), `arn:aws:iam::${account}:root`];
  const contexts = contextsFor(statements, action);
  const arn = names[who % names.length] ?? '';
  const bucket = world.logBuckets[0]?.accountId ?? '';
  return {
    principal: principalOf(arn, team === undefined || arn.endsWith(':root') ? {} : { team }),
    action,
    resource,
    resourceAccount:
      resource === '*' ? account : resource.startsWith(BUCKET) ? bucket : (resource.split(':')[4] ?? ''),
    context: contexts[where % contexts.length] ?? {},
  };
}

/** S3 answers such calls with 405 before any policy counts. */
const crossesBucketPolicy = ({ action, principal, resourceAccount }: Request): boolean =>
  action === 's3:DeleteBucketPolicy' && principal.accountId !== resourceAccount;

/** A key that the world does not hold is one that the attacker made, and its policy is the attacker's to choose. */
const asksUnknownKey = ({ keys = [] }: Snapshot, { resource }: Request): boolean =>
  resource === KEY && !keys.some(({ arn }) => arn === KEY);
