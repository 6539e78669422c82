import { inputs } from '../../inputs/index.ts';
import type {
  FileProblem,
  FileProblemCode,
  PolicyFileReading,
  PolicyText,
  ReadPolicy,
  TextFile,
} from '../../model/policy-file.ts';
import { type PolicyProblem, type PolicyProblemCode, parsePolicy } from '../../policy/index.ts';
import { listFiles } from './list-files.ts';
import type { WorldNames } from './names.ts';
import { type FilledPlaceholder, fillPlaceholders } from './placeholders.ts';
import { readText } from './read-text.ts';

export interface TextsRead {
  readonly texts: readonly PolicyText[];
  readonly problems: readonly FileProblem[];
  /** Files of folders that hold no organization policy. */
  readonly skipped: number;
}

/** Codes of files that are no matter in a folder, and a mistake where the user named them. */
const NOT_OURS: readonly FileProblemCode[] = [
  'not-a-policy',
  'other-policy-type',
  'resource-policy',
  'file-empty',
];

/** The policies in files, in folders and in what comes in for `-`. Never throws. */
export async function readPolicyTexts(
  paths: readonly string[],
  stdin: AsyncIterable<Uint8Array>,
): Promise<TextsRead> {
  const { files, problems } = await listFiles(paths);
  const texts: PolicyText[] = [];
  const found: FileProblem[] = [...problems];
  let skipped = 0;
  for (const { path, named } of files) {
    const file = await readText(path, stdin);
    const reading = 'code' in file ? { policies: [], problems: [file] } : read(file);
    const kept = reading.problems.filter(({ code }) => named || !NOT_OURS.includes(code));
    texts.push(...reading.policies);
    found.push(...kept);
    if (reading.policies.length === 0 && kept.length === 0) skipped += 1;
  }
  return { texts, problems: found, skipped };
}

function read(file: TextFile): PolicyFileReading {
  const format = inputs.find((one) => one.matches(file));
  const problem = { code: 'not-a-policy' as const, file: file.name, parameters: {} };
  return format?.read(file) ?? { policies: [], problems: [problem] };
}

export type PolicyFileProblem = FileProblem<FileProblemCode | PolicyProblemCode>;

export interface PoliciesParsed {
  readonly policies: readonly ReadPolicy[];
  readonly placeholders: readonly FilledPlaceholder[];
  readonly problems: readonly PolicyFileProblem[];
}

/** Fills in what the texts leave open and parses them as strictly as AWS would. Names become unique. */
export function parsePolicyTexts(texts: readonly PolicyText[], names: WorldNames): PoliciesParsed {
  const policies: ReadPolicy[] = [];
  const placeholders: FilledPlaceholder[] = [];
  const problems: PolicyFileProblem[] = [];
  const taken = new Map<string, number>();
  for (const text of texts) {
    const filled = fillPlaceholders(text, names);
    const parsed = parsePolicy(filled.text, text.kind);
    if (!parsed.ok) {
      problems.push(...parsed.problems.map((problem) => inFile(problem, text, filled.columnBefore)));
      continue;
    }
    const name = uniqueName(text, taken);
    policies.push({ ...text, name, document: parsed.document, guessed: filled.guessed });
    placeholders.push(...filled.placeholders.map((one) => ({ ...one, policy: name })));
  }
  return { policies, placeholders, problems };
}

/** Names are what statements are told by, and files may repeat them. */
function uniqueName({ name, where }: Pick<PolicyText, 'name' | 'where'>, taken: Map<string, number>): string {
  const count = (taken.get(name) ?? 0) + 1;
  taken.set(name, count);
  if (count === 1) return name;
  return uniqueName({ name: `${name} (${where}${count === 2 ? '' : ` ${count}`})`, where }, taken);
}

function inFile(
  { code, line, column, path, parameters }: PolicyProblem,
  { where, origin }: PolicyText,
  columnBefore: (line: number, column: number) => number,
): PolicyFileProblem {
  const place = origin.verbatim
    ? {
        line: origin.line + line - 1,
        column: columnBefore(line, column) + (line === 1 ? origin.column - 1 : 0),
      }
    : { line: origin.line, column: origin.column };
  return { code, file: where, ...place, path, parameters };
}
