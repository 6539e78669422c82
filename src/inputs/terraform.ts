import { placesIn } from '../model/place.ts';
import type { FileProblem, PolicyFileReading, PolicyFormat, PolicyText } from '../model/policy-file.ts';
import { kindOfDocument, kindOfType } from './shared/kind.ts';
import { parseHcl } from './terraform/parse.ts';
import { type NotFollowed, policyDocument } from './terraform/policy-document.ts';
import { type Block, type Body, type Expression, HclProblem } from './terraform/syntax.ts';
import { type Lookup, lookupIn, resolved, textOf } from './terraform/value.ts';

const RESOURCE = 'aws_organizations_policy';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/organizations_policy */
const terraform: PolicyFormat = {
  id: 'terraform',
  matches: ({ name, text }) => /\.tf$/i.test(name) || /^\s*(?:resource|data)\s+"aws_/m.test(text),
  read({ name, text }) {
    const place = placesIn(text);
    const file = {
      name,
      place,
      problem: (offset: number, code: FileProblem['code'], parameters: FileProblem['parameters'] = {}) => ({
        code,
        file: name,
        ...place(offset),
        parameters,
      }),
    };
    try {
      return readBody(file, parseHcl(text));
    } catch (error) {
      if (!(error instanceof HclProblem)) throw error;
      return { policies: [], problems: [file.problem(error.offset, error.code)] };
    }
  },
};

export default terraform;

interface File {
  readonly name: string;
  readonly place: ReturnType<typeof placesIn>;
  problem(offset: number, code: FileProblem['code'], parameters?: FileProblem['parameters']): FileProblem;
}

function readBody(file: File, body: Body): PolicyFileReading {
  const lookup = lookupIn(body);
  const found = body.blocks
    .filter(({ type, labels }) => type === 'resource' && labels[0] === RESOURCE)
    .map((block) => readResource(file, body, block, lookup));
  if (found.length === 0)
    return { policies: [], problems: [{ code: 'not-a-policy', file: file.name, parameters: {} }] };
  return {
    policies: found.flatMap((one) => ('code' in one ? [] : [one])),
    problems: found.flatMap((one) => ('code' in one ? [one] : [])),
  };
}

function readResource(file: File, body: Body, block: Block, lookup: Lookup): PolicyText | FileProblem {
  const { attributes } = block.body;
  const content = attributes.get('content');
  if (content === undefined) return file.problem(block.offset, 'unknown-value', { expression: 'content' });
  const type = attributes.get('type');
  const written = type === undefined ? 'SERVICE_CONTROL_POLICY' : textOf(resolved(type, lookup));
  const stated = kindOfType(written);
  if (stated === undefined && !written.includes('${')) {
    return file.problem(block.offset, 'other-policy-type', { type: written });
  }
  const found = contentOf(content, body, lookup);
  if (typeof found !== 'string') {
    const isFile = /^(?:template)?file\(/.test(found.expression);
    return file.problem(found.offset, isFile ? 'content-elsewhere' : 'unknown-value', {
      expression: found.expression,
    });
  }
  const kind = stated ?? kindOfDocument(found);
  const verbatim = content.type === 'template' && content.heredoc === true;
  // The text of a heredoc begins on the line below.
  const { line, column } = file.place(content.offset);
  return {
    name: nameOf(block, lookup),
    kind: kind === 'resource' ? 'scp' : kind,
    text: found,
    where: file.name,
    origin: verbatim ? { line: line + 1, column: 1, verbatim } : { line, column, verbatim },
    hints: [],
  };
}

/** The text of a policy, where the file holds it. */
function contentOf(content: Expression, body: Body, lookup: Lookup): string | NotFollowed {
  const document = content.type === 'reference' ? documentOf(content.path, body) : undefined;
  if (document !== undefined) return policyDocument(document, lookup);
  const value = resolved(content, lookup);
  if (typeof value === 'string') return value;
  return { offset: content.offset, expression: content.source.slice(0, 200) };
}

function documentOf(path: string, body: Body): Block | undefined {
  const name = /^data\.aws_iam_policy_document\.([\w-]+)(?:\[[^\]]*\])?\.(?:minified_)?json$/.exec(path)?.[1];
  return body.blocks.find(
    ({ type, labels }) => type === 'data' && labels[0] === 'aws_iam_policy_document' && labels[1] === name,
  );
}

function nameOf({ labels, body }: Block, lookup: Lookup): string {
  const name = body.attributes.get('name');
  const value = name === undefined ? undefined : resolved(name, lookup);
  return typeof value === 'string' && value !== '' && !value.includes('${') ? value : (labels[1] ?? '');
}
