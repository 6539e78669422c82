import { existsSync } from 'node:fs';
import type { AppliedException, Exception } from '../../model/answer.ts';
import type { Finding } from '../../model/finding.ts';
import type { Technique } from '../../model/technique.ts';
import { textTest, tokensOf } from '../../policy/pattern.ts';
import { invalid, readJson, shown } from '../read-json.ts';
import { exceptionsSchema } from '../schemas/exceptions.ts';
import { targetsOf } from './seen-from.ts';

const USUAL = 'indelible-exceptions.json';

/** Those of the file named, or of the usual one where it is there. */
export async function readExceptions(
  named: string | undefined,
  techniques: readonly Technique[],
): Promise<readonly Exception[]> {
  if (named === undefined && !existsSync(USUAL)) return [];
  const file = named ?? USUAL;
  const exceptions = (await readJson(file, exceptionsSchema)) as readonly Exception[];
  for (const [index, { technique, expires }] of exceptions.entries()) {
    // A misspelt one would cover nothing, and nobody would know.
    if (!techniques.some(({ id }) => id === technique))
      throw invalid('json-unknown-reference', {
        file,
        path: `[${index}].technique`,
        value: shown(technique),
      });
    if (!isDay(expires))
      throw invalid('json-no-day', { file, path: `[${index}].expires`, value: shown(expires) });
  }
  return exceptions;
}

/** February has no 30th, and JavaScript takes it for March. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

export interface Applied {
  readonly exceptions?: readonly AppliedException[];
  readonly accepted?: true;
}

/** What the exceptions say of a finding on this day: an expired one is shown, and excuses nothing. */
export function applied(finding: Finding, exceptions: readonly Exception[], today: string): Applied {
  const candidates = exceptions.filter((one) => isAbout(one, finding));
  if (finding.verdict !== 'possible' || candidates.length === 0) return {};
  const found = targetsOf(finding).map((target) => {
    const fitting = candidates.filter((one) => one.target === undefined || matches(one.target, target));
    return fitting.find(({ expires }) => expires >= today) ?? fitting[0];
  });
  const distinct = [...new Set(found)].filter((one) => one !== undefined);
  if (distinct.length === 0) return {};
  return {
    exceptions: distinct.map(({ owner, reason, expires }) => ({
      owner,
      reason,
      expires,
      ...(expires >= today ? {} : { expired: true as const }),
    })),
    ...(found.every((one) => one !== undefined && one.expires >= today) ? { accepted: true as const } : {}),
  };
}

const isAbout = ({ technique, actor }: Exception, finding: Finding): boolean =>
  technique === finding.technique && (actor === undefined || actor === finding.actor.kind);

const matches = (pattern: string, target: string): boolean =>
  pattern === target || textTest(tokensOf(pattern))(target);

/** They hide nothing today, and would hide the next finding of their kind. */
export function unusedOf(
  exceptions: readonly Exception[],
  findings: readonly Finding[],
): readonly Exception[] {
  const possible = findings.filter(({ verdict }) => verdict === 'possible');
  return exceptions.filter(
    (one) =>
      !possible.some(
        (finding) =>
          isAbout(one, finding) &&
          targetsOf(finding).some((target) => one.target === undefined || matches(one.target, target)),
      ),
  );
}
