import { describe, expect, it } from 'vitest';
import { organizationOf } from '../bench/prove/organization.ts';
import type { Finding } from '../src/model/finding.ts';
import { many, type PolicyDocument, type PolicyStatement } from '../src/model/policy.ts';
import type { OrganizationPolicy, Snapshot } from '../src/model/snapshot.ts';
import { prove } from '../src/prove/index.ts';
import { techniques } from '../src/techniques/index.ts';
import { worlds } from './worlds/index.ts';

/** A landing zone whose accounts differ in units and policies, and are alike in groups. */
const landingZone = organizationOf(60, 12, 16);

const reversed = <T>(all: readonly T[]): readonly T[] => [...all].reverse();

/** The same organization, with every list in the other order. */
const backwards = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  organizationalUnits: reversed(snapshot.organizationalUnits),
  accounts: reversed(snapshot.accounts),
  policies: reversed(snapshot.policies).map((policy) => ({ ...policy, targets: reversed(policy.targets) })),
  trails: reversed(snapshot.trails),
  logBuckets: reversed(snapshot.logBuckets),
  ...(snapshot.keys === undefined ? {} : { keys: reversed(snapshot.keys) }),
  ...(snapshot.roles === undefined ? {} : { roles: reversed(snapshot.roles) }),
});

/** With a policy that binds nobody and names every account, so that no two accounts count as alike. */
function singledOut(snapshot: Snapshot): Snapshot {
  const named = snapshot.accounts.map(({ id }) => `arn:aws:ec2:*:${id}:instance/none`);
  const policy = withDocument(
    {
      ...(snapshot.policies[0] as OrganizationPolicy),
      id: 'p-named',
      arn: 'arn:aws:organizations::1:policy/n',
      name: 'named',
      targets: [],
    },
    { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'ec2:StopInstances', Resource: named }] },
  );
  return { ...snapshot, policies: [...snapshot.policies, policy] };
}

const withDocument = (policy: OrganizationPolicy, document: PolicyDocument): OrganizationPolicy => ({
  ...policy,
  document,
  content: JSON.stringify(document),
});

/** Every deny says that it does not hold for an account that there is not: no answer about one serves another. */
const naming = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  policies: snapshot.policies.map((policy) =>
    withDocument(policy, {
      ...policy.document,
      Statement: many(policy.document.Statement).map((statement) =>
        statement.Effect === 'Deny' ? exceptNobody(statement) : statement,
      ),
    }),
  ),
});

const exceptNobody = (statement: PolicyStatement): PolicyStatement => ({
  ...statement,
  Condition: {
    ...statement.Condition,
    StringNotEqualsIgnoreCase: {
      ...statement.Condition?.StringNotEqualsIgnoreCase,
      'aws:PrincipalAccount': '999999999998',
    },
  },
});

/** Verdicts by technique, target, actor and account; the worst, where one account attacks several alike targets. */
function verdicts(snapshot: Snapshot): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const finding of prove(snapshot, techniques).findings) {
    for (const account of finding.accounts) {
      const key = `${finding.technique} ${targetFor(finding, account)} ${finding.actor.kind} ${account}`;
      const said = `${finding.verdict} ${finding.direct}`;
      if ((found.get(key) ?? '') < said) found.set(key, said);
    }
  }
  return found;
}

/** What is the actor's own is named by its account; what is another's stands for all that are alike. */
const targetFor = ({ target, actor }: Finding, account: string): string =>
  actor.kind !== 'management' && target.includes(actor.accountId)
    ? target.replaceAll(actor.accountId, account)
    : target.replaceAll(/\d{12}/g, '…');

describe('alike accounts', () => {
  it('get the verdicts that each would get by itself', () => {
    const together = verdicts(landingZone);
    expect(together.size).toBeGreaterThan(1_000);
    expect([...verdicts(singledOut(landingZone))].sort()).toEqual([...together].sort());
  });

  it('are asked about once, and the answers are those of each', () => {
    expect([...verdicts(naming(landingZone))].sort()).toEqual([...verdicts(landingZone)].sort());
  });
});

describe('the order of a file', () => {
  it.each(
    [landingZone, ...worlds.map(({ snapshot }) => snapshot)].map((one, index) => [index, one] as const),
  )('decides nothing, to the byte (%i)', (_, snapshot) => {
    const text = JSON.stringify(prove(snapshot, techniques));
    expect(JSON.stringify(prove(backwards(snapshot), reversed(techniques)))).toBe(text);
  });
});
