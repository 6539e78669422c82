import type { Answer, FixGroup, Left, PolicyChange } from '../model/answer.ts';
import {
  accountsLabel,
  describeDoubt,
  describeStatement,
  techniqueWords,
  type Wording,
} from './describe-way.ts';

const MOST_LISTED = 5;

/** The answer in one line. */
export function headline(answered: Answer, { words }: Wording): string {
  const { answer, ways, judged, unknown, residual, noTrail } = answered.summary;
  switch (answer) {
    case 'yes':
      return ways === 0 ? words.residualOnly(residual) : words.yes(ways);
    case 'residual':
      return words.residualOnly(residual);
    case 'no':
      return residual === 0 ? words.no(judged) : words.noBut[unboundIn(answered)](judged);
    case 'not-known':
      return noTrail && unknown === 0 ? words.noTrail : words.notKnown(unknown, judged);
    case 'not-applicable':
      return words.notApplicable;
  }
}

/** Who is left where no policy binds: the management account alone, or others, too. */
function unboundIn({ ways }: Answer): 'management' | 'others' {
  const residual = ways.filter((way) => way.residual && way.verdict === 'possible');
  const all = residual.flatMap(({ findings }) => findings);
  return all.every(({ actor }) => actor.kind === 'management') ? 'management' : 'others';
}

/** What must be said beside it. `brief`: no list follows. */
export function remarks({ summary, claim }: Answer, { words }: Wording, brief: boolean): readonly string[] {
  const { answer, ways, accepted, expired, fresh, unguarded } = summary;
  return [
    ...(claim.only.length === 0 ? [] : [words.claim.only(claim.only)]),
    ...(answer === 'yes' && unguarded !== undefined
      ? [[words.unguarded[unguarded], ...(brief ? [words.startFirst] : [])].join(' ')]
      : []),
    ...(fresh === undefined || ways === 0 ? [] : [words.fresh(fresh)]),
    ...(accepted > 0 ? [words.accepted(accepted)] : []),
    ...(expired > 0 ? [words.expired(expired)] : []),
  ];
}

/** What stands beside an answer about the rest. */
export function residualRemark(answer: Answer, { words }: Wording): string | undefined {
  const { residual, ways, judged } = answer.summary;
  return residual > 0 && ways + judged > 0 ? words.residual[unboundIn(answer)](residual) : undefined;
}

/** Changes that close nothing are none, and those that were not tried promise nothing. */
export function fixesTitle({ summary, fixes }: Answer, { words }: Wording): string {
  const { leftWhenFixed: left, ways } = summary;
  const denies = fixes.filter(({ fix }) => fix.kind === 'deny').length;
  if (denies === 0 || left === ways) return words.noFixes;
  return left === undefined ? words.fixesUntried : words.fixesTitle(denies, ways - left, ways);
}

/** A change, and what it denies. */
export function describeChange(
  { policyType, statements, accounts }: PolicyChange,
  wording: Wording,
): { readonly head: string; readonly statements: readonly string[] } {
  return {
    head: wording.words.change[policyType](accountsLabel(wording, accounts)),
    statements: statements.map((statement) => describeStatement(statement, wording)),
  };
}

/** A way that stays open, and why. */
export function describeLeft({ way, why }: Left, wording: Wording): string {
  const { words, language } = wording;
  const { path = [], missing = [] } = way.shown;
  const calls = [...new Set(path.map(({ action }) => action))];
  const doubts = missing.slice(0, 1).map((doubt) => describeDoubt(doubt, wording));
  return words.left(
    techniqueWords(wording, way.technique).title[language],
    way.technique,
    calls,
    [words.whyLeft[why], ...(why === 'unknown' ? doubts : [])].join(': '),
  );
}

/** What the changes leave, and what they do besides. */
export function fixRemarks({ summary, fixes, claim }: Answer, { words }: Wording): readonly string[] {
  const denies = fixes.filter(({ fix }) => fix.kind === 'deny').length;
  const { leftWhenFixed: left, ways } = summary;
  return [
    ...(left === undefined || denies === 0 ? [] : [words.leftWhenFixed(denies, left, ways)]),
    ...(denies > 0 && claim.exempt.length > 0 ? [words.fixesBindAll] : []),
    ...(claim.only.length > 0 ? [words.onlyAsked] : []),
  ];
}

/** What a change is worth: what it closes if that was tried, else only in whose path it stands. */
export function reachOf({ fix, inPathOf, closes }: FixGroup, of: number, { words }: Wording): string {
  if (fix.kind === 'deny' && inPathOf === 0) return words.laterPath;
  if (fix.kind === 'detect' || closes === undefined) return words.inPathOf(inPathOf, of);
  return closes >= inPathOf ? words.closes(closes, of) : words.closesAlone(inPathOf, of, closes);
}

/** What an answer rests on, a line each; whatever is left out is among it. */
export function claimLines({ claim }: Answer, { words }: Wording): readonly string[] {
  const say = words.claim;
  const { snapshot, layouts, exempt, actors, only } = claim;
  const kinds = (['admin', 'root', 'delegated', 'management', 'outside', 'named'] as const).filter((kind) =>
    actors.includes(kind),
  );
  return [
    say.evaluation(claim.evaluation),
    say.catalogue(claim.version, claim.techniques),
    say.snapshot(snapshot.organization, snapshot.accounts.of, snapshot.readAt, snapshot.readBy),
    ...layouts.map(say.layout),
    ...(snapshot.accounts.read < snapshot.accounts.of ? [say.coverage(snapshot.accounts)] : []),
    ...(snapshot.inactive === 0 ? [] : [say.inactive(snapshot.inactive)]),
    ...(snapshot.handshakes?.length ? [say.handshakes(snapshot.handshakes)] : []),
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
