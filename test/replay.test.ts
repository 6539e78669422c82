import { expect, test } from 'vitest';
import type { Finding } from '../src/model/finding.ts';
import { prove } from '../src/prove/index.ts';
import type { Emulation } from '../src/sandbox/emulation.ts';
import { emulations as all } from '../src/services/emulations.ts';
import { techniques } from '../src/techniques/index.ts';
import { note } from './note.ts';
import { type Replayed, replay } from './replay/replay.ts';
import { withUsableIds } from './replay/usable-ids.ts';
import { worlds } from './worlds/index.ts';

const emulations: readonly Emulation[] = all;

type Path = NonNullable<Finding['path']>;

/** Findings of a world that are alike in who calls what are replayed once. */
const keyOf = (world: string, { technique, actor, path = [] }: Finding): string =>
  JSON.stringify([
    world,
    technique,
    actor.kind,
    path.map(({ operation, principal }) => [operation, kindOf(principal)]),
  ]);

const isEmulated = (operation: string): boolean => {
  const [service = '', name = ''] = operation.split(':');
  const emulation = emulations.find((one) => one.service === service);
  return emulation?.operations[name]?.run !== undefined;
};

/** No statement of any policy is about a call of its path. */
const isUnopposed = ({ path = [] }: Finding): boolean =>
  path.every(({ because }) => because === 'no-statement' || because === 'unbound');

const kindOf = (arn: string): string => arn.split(':')[5]?.split('/')[0] ?? '';

const line = ({ operation, principal, action, resource, context }: Path[number]): string =>
  `  ${operation} as ${principal}: ${action} on ${resource} ${JSON.stringify(context)}`;

test('every path that is called possible passes in the sandbox and does harm', async () => {
  const seen = new Set<string>();
  // What no statement concerns, or the sandbox does not carry out, goes alike in every world: one of each is enough.
  const tried = new Set<string>();
  const contradicted: string[] = [];
  const left = new Map<string, number>();
  let replayed = 0;
  for (const { name, snapshot: written } of worlds) {
    const snapshot = withUsableIds(written);
    for (const finding of prove(snapshot, techniques).findings) {
      if (finding.verdict !== 'possible') continue;
      const key = keyOf(name, finding);
      if (seen.has(key)) continue;
      seen.add(key);
      const missing = finding.path?.find(({ operation }) => !isEmulated(operation))?.operation;
      const alike = keyOf('', finding);
      if ((missing !== undefined || isUnopposed(finding)) && tried.has(alike)) {
        if (missing === undefined) replayed += 1;
        else left.set(missing, (left.get(missing) ?? 0) + 1);
        continue;
      }
      tried.add(alike);
      const answer = await replay(finding, snapshot, techniques).catch(unreplayable);
      if (answer.outcome === 'harmed') replayed += 1;
      if (answer.outcome === 'not-emulated') left.set(answer.what, (left.get(answer.what) ?? 0) + 1);
      if ('message' in answer) contradicted.push(told(name, finding, answer));
    }
  }
  note(`replayed ${replayed} of ${seen.size} attack paths in the sandbox; not emulated: ${counts(left)}`);
  expect(contradicted.join('\n\n')).toBe('');
  expect(replayed).toBeGreaterThan(0);
}, 600_000);

const unreplayable = (error: unknown): Replayed => ({ outcome: 'unreplayable', message: String(error) });

const counts = (left: ReadonlyMap<string, number>): string =>
  [...left]
    .map(([what, count]) => `${what} ${count}`)
    .sort()
    .join(', ');

function told(
  world: string,
  { technique, actor, target, path = [] }: Finding,
  answer: Replayed & { readonly message: string },
): string {
  const at = 'at' in answer ? [`contradicted at${line(answer.at)}`] : [];
  return [
    `${world}: ${technique} by ${actor.kind} of ${actor.accountId} on ${target}`,
    ...path.map(line),
    ...at,
    answer.message,
  ].join('\n');
}
