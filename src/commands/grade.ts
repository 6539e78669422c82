import { IndelibleError } from '../model/error.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { techniques } from '../techniques/index.ts';
import { allowing, attached } from './grade/attach.ts';
import { type Break, breaksOf } from './grade/breaks.ts';
import { type Closing, closingStatements } from './grade/closing.ts';
import { type GradedTechnique, isOpen, judge } from './grade/judge.ts';
import { type Mistake, mistakesOf } from './grade/mistakes.ts';
import { type GivenNames, type NamesChosen, namesFor } from './grade/names-in-texts.ts';
import { obtainableExemptions } from './grade/obtainable.ts';
import { type OpenGroup, openGroups } from './grade/open.ts';
import type { FilledPlaceholder } from './grade/placeholders.ts';
import { type PolicyFileProblem, parsePolicyTexts, readPolicyTexts } from './grade/read-policies.ts';
import type { AssumedName } from './grade/reference-names.ts';
import { referenceWorld } from './grade/reference-world.ts';
import { type Score, scoreOf } from './grade/score.ts';
import { VERSION } from './version.ts';

export interface GradeRequest extends GivenNames {
  /** Files, folders, and `-`. */
  readonly paths: readonly string[];
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly now: Date;
}

export interface Graded {
  readonly summary: Score;
  readonly policies: readonly GradedPolicy[];
  readonly techniques: readonly GradedTechnique[];
  readonly open: readonly OpenGroup[];
  readonly closing: Closing;
  readonly mistakes: readonly Mistake[];
  readonly breaks: readonly Break[];
  readonly assumed: Assumed;
  readonly problems: readonly PolicyFileProblem[];
  readonly version: string;
  /** Names of the world's accounts, by id. */
  readonly accounts: Readonly<Record<string, string>>;
  readonly status: 0 | 3 | 4;
}

export interface GradedPolicy {
  readonly name: string;
  readonly kind: 'scp' | 'rcp';
  readonly file: string;
}

export interface Assumed {
  readonly names: readonly AssumedName[];
  readonly placeholders: readonly FilledPlaceholder[];
  /** Policies that stand at the root in place of FullAWSAccess. */
  readonly instead: readonly string[];
  /** Policies that their files attach elsewhere than at the root. */
  readonly targeted: readonly string[];
}

/** What could not be read at all: nothing is graded. */
export interface NothingRead {
  readonly problems: readonly PolicyFileProblem[];
  /** Files of folders that hold no policy. */
  readonly skipped: number;
}

/** Grades organization policies in the reference world, at its root. */
export async function grade(request: GradeRequest): Promise<Graded | NothingRead> {
  const read = await readWorld(request);
  const { policies, problems } = read;
  if (policies.length === 0) return { problems, skipped: read.skipped };
  const { names, assumed } = read.chosen;
  const judged = judge(read.bare, read.world, names, techniques);
  const { techniques: graded, findings } = judged;
  const closing = closingStatements(judged, techniques);
  const summary = scoreOf(graded);
  const mistakes = [
    ...mistakesOf(policies, names),
    ...obtainableExemptions(read.world, findings, techniques),
  ];
  const result = {
    summary,
    policies: policies.map(({ name, kind, where }) => ({ name, kind, file: where })),
    techniques: graded,
    open: openGroups(graded, findings, closing),
    closing,
    mistakes,
    breaks: breaksOf(policies, names),
    assumed: {
      names: assumed,
      placeholders: read.placeholders,
      instead: allowing(policies).map(({ name }) => name),
      targeted: policies.filter(({ targets = [] }) => targets.length > 0).map(({ name }) => name),
    },
    problems,
    version: VERSION,
    accounts: Object.fromEntries(read.world.accounts.map(({ id, name }) => [id, name])),
  };
  return { ...result, status: statusOf(result) };
}

/** The world with the policies, if any are given, at its root. */
export async function gradeWorld(request: GradeRequest): Promise<Snapshot | NothingRead> {
  const { world, problems, skipped, policies } = await readWorld(request);
  return request.paths.length > 0 && policies.length === 0 ? { problems, skipped } : world;
}

async function readWorld(request: GradeRequest) {
  const { paths, stdin, now } = request;
  const { texts, problems, skipped } = await readPolicyTexts(paths, stdin);
  // First with made up names in the places left open, then with those that the policies spell out elsewhere.
  const first = parsePolicyTexts(texts, namesFor([], request).names);
  const chosen: NamesChosen = namesFor(first.policies, request);
  const parsed = parsePolicyTexts(texts, chosen.names);
  const bare = referenceWorld(chosen.names, now.toISOString());
  return {
    chosen,
    bare,
    world: attached(bare, parsed.policies),
    policies: parsed.policies,
    placeholders: parsed.placeholders,
    problems: [...problems, ...parsed.problems],
    skipped,
  };
}

function statusOf({
  techniques: graded,
  mistakes,
  problems,
}: Pick<Graded, 'techniques' | 'mistakes' | 'problems'>): Graded['status'] {
  const judged = graded.filter(({ residual }) => residual !== true);
  if (judged.some(({ counts, verdict }) => counts && verdict === 'possible')) return 3;
  if (mistakes.some(({ code, inert }) => inert === true || code === 'obtainable-exemption')) return 3;
  return problems.length > 0 || judged.some(({ counts, verdict }) => counts && isOpen(verdict)) ? 4 : 0;
}

/** No file, and nothing to print. */
export const pathMissing = (): IndelibleError =>
  new IndelibleError('CONFIG_INVALID', 'argument-missing', { value: 'file', verb: 'grade ' });
