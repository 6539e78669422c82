import type {
  FileProblem,
  PlaceholderHint,
  PolicyFileReading,
  PolicyFormat,
  TextFile,
} from '../model/policy-file.ts';
import { readTemplate, type Template } from './cloudformation/document.ts';
import { resourceHints, withoutIntrinsics } from './cloudformation/intrinsics.ts';
import { kindOfType } from './shared/kind.ts';
import { isRecord } from './shared/record.ts';

const TYPE = 'AWS::Organizations::Policy';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-policy.html */
const cloudformation: PolicyFormat = {
  id: 'cloudformation',
  matches: ({ name, text }) => /\.(ya?ml|template)$/i.test(name) || text.includes(TYPE),
  read(file) {
    if (!file.text.includes(TYPE)) return failed(file, 'not-a-policy');
    const template = readTemplate(file.text);
    if (!('value' in template)) {
      const { code, message, ...place } = template;
      return { policies: [], problems: [{ code, file: file.name, ...place, parameters: { message } }] };
    }
    const resources = isRecord(template.value) ? template.value.Resources : undefined;
    if (!isRecord(resources)) return failed(file, 'not-a-policy');
    const hints = resourceHints(resources);
    const readings = Object.entries(resources).flatMap(([id, resource]) =>
      isRecord(resource) && resource.Type === TYPE
        ? [readResource(file, template, { id, properties: resource.Properties, hints })]
        : [],
    );
    if (readings.length === 0) return failed(file, 'not-a-policy');
    return {
      policies: readings.flatMap(({ policies }) => policies),
      problems: readings.flatMap(({ problems }) => problems),
    };
  },
};

export default cloudformation;

interface Resource {
  readonly id: string;
  readonly properties: unknown;
  readonly hints: readonly PlaceholderHint[];
}

function readResource(
  file: TextFile,
  template: Template,
  { id, properties, hints }: Resource,
): PolicyFileReading {
  const place = template.placeOf(['Resources', id, 'Properties', 'Content']);
  const refuse = (code: FileProblem['code'], parameters = {}): PolicyFileReading => ({
    policies: [],
    problems: [{ code, file: file.name, ...place, path: id, parameters }],
  });
  const {
    Name,
    Type,
    Content,
    TargetIds = [],
  } = isRecord(properties) ? (withoutIntrinsics(properties) as Record<string, unknown>) : {};
  const kind = kindOfType(Type);
  if (kind === undefined) return refuse('other-policy-type', { type: String(Type) });
  if (Content === undefined) return refuse('unknown-value', { expression: 'Content' });
  if (typeof Content === 'string' && /^\s*\$\{[^}]*\}\s*$/.test(Content)) {
    return refuse('content-elsewhere', { file: Content.trim() });
  }
  const policy = {
    name: typeof Name === 'string' && !Name.includes('${') ? Name : id,
    kind,
    text: typeof Content === 'string' ? Content : JSON.stringify(Content, null, 2),
    where: file.name,
    origin: { ...place, verbatim: false },
    hints,
    targets: Array.isArray(TargetIds) ? TargetIds.map(String).filter((id) => !id.includes('${')) : [],
  };
  return { policies: [policy], problems: [] };
}

const failed = ({ name }: TextFile, code: FileProblem['code']): PolicyFileReading => ({
  policies: [],
  problems: [{ code, file: name, parameters: {} }],
});
