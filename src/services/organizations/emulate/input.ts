import type { Call } from '../../../sandbox/emulation.ts';
import { isRecord, list, optionalInteger, optionalText, text } from '../../../sandbox/input.ts';
import { page } from '../../../sandbox/pages.ts';
import { constraint, invalidInput, notEmulated } from './errors.ts';

const ID = {
  account: /^\d{12}$/,
  root: /^r-[0-9a-z]{4,32}$/,
  unit: /^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/,
  parent: /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/,
  child: /^(\d{12}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/,
  target: /^(r-[0-9a-z]{4,32}|\d{12}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/,
  policy: /^p-[0-9a-zA-Z_]{8,128}$/,
  taggable:
    /^(r-[0-9a-z]{4,32}|\d{12}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}|p-[0-9a-zA-Z_]{8,128}|rp-[0-9a-zA-Z_]{4,128}|rt-[0-9a-z]{8,32})$/,
  request: /^car-[a-z0-9]{8,32}$/,
} as const;

/** An identifier of the call's input, of the shape that the API's model demands. */
export const id = ({ input }: Call, name: string, kind: keyof typeof ID): string =>
  text(input, name, { max: 130, pattern: ID[kind] });

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html */
const POLICY_TYPES = new Set([
  'SERVICE_CONTROL_POLICY',
  'RESOURCE_CONTROL_POLICY',
  'TAG_POLICY',
  'BACKUP_POLICY',
  'AISERVICES_OPT_OUT_POLICY',
  'CHATBOT_POLICY',
  'DECLARATIVE_POLICY_EC2',
  'SECURITYHUB_POLICY',
  'SECURITYHUB_CSPM_POLICY',
  'INSPECTOR_POLICY',
  'GUARDDUTY_POLICY',
  'UPGRADE_ROLLOUT_POLICY',
  'BEDROCK_POLICY',
  'S3_POLICY',
  'NETWORK_SECURITY_DIRECTOR_POLICY',
]);

export function policyType({ input }: Call, name: string): string {
  const type = text(input, name);
  if (!POLICY_TYPES.has(type)) {
    throw invalidInput('INVALID_ENUM_POLICY_TYPE', 'You specified an invalid value for the policy type.');
  }
  return type;
}

/** The two types that authorization looks at; the others bind nothing that the sandbox does. */
export function emulatedPolicyType(call: Call, name: string): string {
  const type = policyType(call, name);
  if (type !== 'SERVICE_CONTROL_POLICY' && type !== 'RESOURCE_CONTROL_POLICY') {
    throw notEmulated(`policies of type ${type}`);
  }
  return type;
}

/** One page under `name`, as MaxResults and NextToken of the input ask. */
export function listing<Item>(
  { input }: Call,
  name: string,
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Readonly<Record<string, unknown>> {
  const part = page(items, keyOf, {
    token: optionalText(input, 'NextToken', { max: 100_000 }),
    size: optionalInteger(input, 'MaxResults', { min: 1, max: 20 }) ?? 20,
  });
  if (!part) throw invalidInput('INVALID_NEXT_TOKEN', 'You specified an invalid value for nextToken.');
  return { [name]: part.items, ...(part.next === undefined ? {} : { NextToken: part.next }) };
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_tagging.html */
export function tags({ input }: Call): ReadonlyMap<string, string> {
  const read = new Map<string, string>();
  for (const tag of list(input, 'Tags', 1000)) {
    if (!isRecord(tag)) throw invalidInput('INVALID_LIST_MEMBER', 'You specified an invalid list member.');
    const key = text(tag, 'Key', { max: 128 });
    if (read.has(key)) throw invalidInput('DUPLICATE_TAG_KEY', 'Tag keys must be unique.');
    read.set(key, text(tag, 'Value', { max: 256 }));
  }
  if (read.size > 50)
    throw constraint('MAX_TAG_LIMIT_EXCEEDED', 'You have exceeded the number of tags allowed.');
  return read;
}
