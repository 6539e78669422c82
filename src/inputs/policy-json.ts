import type {
  FileProblem,
  PolicyFileReading,
  PolicyFormat,
  PolicyText,
  TextFile,
} from '../model/policy-file.ts';
import { kindOfDocument, kindOfType } from './shared/kind.ts';
import { isRecord } from './shared/record.ts';

/** A policy document by itself, or what `aws organizations describe-policy` prints. */
const policyJson: PolicyFormat = {
  id: 'policy-json',
  matches: ({ name, text }) => /\.json$/i.test(name) || /^\s*[{[]/.test(text),
  read(file) {
    const value = parsed(file.text);
    if (isRecord(value) && isRecord(value.Policy)) return described(file, value.Policy);
    const resembles = value === undefined ? /statement/i.test(file.text) : isDocument(value);
    if (!resembles) return refused(file, 'not-a-policy', value === undefined ? { broken: 'JSON' } : {});
    const kind = kindOfDocument(value ?? file.text);
    if (kind === 'resource') return refused(file, 'resource-policy');
    const origin = { line: 1, column: 1, verbatim: true };
    return read({ name: baseName(file.name), kind, text: file.text, where: file.name, origin, hints: [] });
  },
};

export default policyJson;

const read = (policy: PolicyText): PolicyFileReading => ({ policies: [policy], problems: [] });

const refused = (
  { name }: TextFile,
  code: FileProblem['code'],
  parameters: FileProblem['parameters'] = {},
): PolicyFileReading => ({ policies: [], problems: [{ code, file: name, parameters }] });

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribePolicy.html */
function described(file: TextFile, policy: Readonly<Record<string, unknown>>): PolicyFileReading {
  const { Content: text, PolicySummary: about } = policy;
  if (typeof text !== 'string' || !isRecord(about)) return refused(file, 'not-a-policy');
  const kind = kindOfType(about.Type);
  if (kind === undefined) return refused(file, 'other-policy-type', { type: String(about.Type) });
  const name = typeof about.Name === 'string' && about.Name !== '' ? about.Name : baseName(file.name);
  const before = file.text.slice(0, Math.max(0, file.text.indexOf('"Content"')));
  const origin = {
    line: before.split('\n').length,
    column: before.length - before.lastIndexOf('\n'),
    verbatim: false,
  };
  return read({ name, kind, text, where: file.name, origin, hints: [] });
}

/** Also one whose only statement is misspelt: what is wrong with it is for the parser to say. */
const isDocument = (value: unknown): boolean =>
  isRecord(value) && Object.keys(value).some((key) => /^statements?$/i.test(key));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const baseName = (path: string): string => path.replace(/^.*[\\/]/, '').replace(/\.json$/i, '') || path;
