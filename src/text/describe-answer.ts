import type { Answer, FixGroup } from '../model/answer.ts';
import type { Wording } from './describe-way.ts';

const MOST_LISTED = 5;

/** The answer in one line. `shown`: how many of the open ways follow it. */
export function headline({ summary }: Answer, { words }: Wording, shown: number): string {
  const { answer, ways, judged, unknown, residual, noTrail } = summary;
  switch (answer) {
    case 'yes':
      return ways === 0 ? words.residualOnly(residual) : words.yes(ways) + words.worst(shown, ways);
    case 'residual':
      return words.residualOnly(residual);
    case 'no':
      return words.no(judged);
    case 'not-known':
      return noTrail && unknown === 0 ? words.noTrail : words.notKnown(unknown, judged);
    case 'not-applicable':
      return words.notApplicable;
  }
}

/** What must be said beside it. */
export function remarks({ summary, claim }: Answer, { words }: Wording): readonly string[] {
  const { answer, ways, accepted, expired, fresh, unguarded } = summary;
  return [
    ...(claim.only.length === 0 ? [] : [words.claim.only(claim.only)]),
    ...(answer === 'yes' && unguarded !== undefined ? [words.unguarded[unguarded]] : []),
    ...(fresh === undefined || ways === 0 ? [] : [words.fresh(fresh)]),
    ...(accepted > 0 ? [words.accepted(accepted)] : []),
    ...(expired > 0 ? [words.expired(expired)] : []),
  ];
}

/** What stands beside an answer about the rest. */
export function residualRemark({ summary }: Answer, { words }: Wording): string | undefined {
  const { residual, ways, judged } = summary;
  return residual > 0 && ways + judged > 0 ? words.residual(residual) : undefined;
}

/** What a change is worth: what it closes if that was tried, else only in whose path it stands. */
export function reachOf({ fix, inPathOf, closes }: FixGroup, of: number, { words }: Wording): string {
  if (fix.kind === 'detect' || closes === undefined) return words.inPathOf(inPathOf, of);
  return closes === inPathOf ? words.closes(closes, of) : words.closesAlone(inPathOf, of, closes);
}

/** What an answer rests on, a line each; whatever is left out is among it. */
export function claimLines({ claim }: Answer, { words }: Wording): readonly string[] {
  const say = words.claim;
  const { snapshot, exempt, actors, only } = claim;
  const kinds = (['admin', 'root', 'delegated', 'management', 'outside', 'named'] as const).filter((kind) =>
    actors.includes(kind),
  );
  return [
    say.evaluation(claim.evaluation),
    say.catalogue(claim.version, claim.techniques),
    say.snapshot(snapshot.organization, snapshot.accounts, snapshot.readAt, snapshot.readBy),
    ...(snapshot.inactive === 0 ? [] : [say.inactive(snapshot.inactive)]),
    ...(kinds.length === 0 ? [] : [say.attackers(kinds.map((kind) => say.attacker[kind]))]),
    ...(exempt.length === 0
      ? []
      : [say.exempt(exempt.slice(0, MOST_LISTED), Math.max(0, exempt.length - MOST_LISTED))]),
    ...(snapshot.unread.length === 0 ? [] : [say.unread(snapshot.unread)]),
    [
      say.gaps(snapshot.gaps.length),
      ...snapshot.gaps
        .slice(0, MOST_LISTED)
        .map(({ action, resource, code }) => say.gap(action, resource, code)),
      ...(snapshot.gaps.length > MOST_LISTED ? [words.more(snapshot.gaps.length - MOST_LISTED)] : []),
    ].join(' '),
    ...(only.length === 0 ? [] : [say.only(only)]),
  ];
}
