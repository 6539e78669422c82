import { AwsError } from '../aws-error.ts';

interface Branch {
  readonly children: Map<string, Branch>;
  value: string | undefined;
}

const MAX_PARAMETERS = 2000;
const MAX_DEPTH = 8;

/** Builds the input from `Tags.member.1.Key=…`: `{ Tags: [{ Key: … }] }`. The signature's own parameters are left out. */
export function parametersOf(form: URLSearchParams, lists: readonly string[]): Record<string, unknown> {
  if (form.size > MAX_PARAMETERS) throw malformed('too many parameters');
  const root: Branch = { children: new Map(), value: undefined };
  for (const [name, value] of form) {
    if (name.startsWith('X-Amz-')) continue;
    const branch = branchFor(root, name);
    if (branch.value !== undefined) throw malformed(`duplicate parameter ${name.slice(0, 128)}`);
    branch.value = value;
  }
  return structureOf(root, lists);
}

function branchFor(root: Branch, name: string): Branch {
  const steps = name.split('.');
  if (steps.length > MAX_DEPTH || steps.some((step) => step === '')) {
    throw malformed(`invalid parameter name ${name.slice(0, 128)}`);
  }
  let branch = root;
  for (const step of steps) {
    let next = branch.children.get(step);
    if (!next) {
      next = { children: new Map(), value: undefined };
      branch.children.set(step, next);
    }
    branch = next;
  }
  return branch;
}

function structureOf(branch: Branch, lists: readonly string[]): Record<string, unknown> {
  const structure: Record<string, unknown> = Object.create(null);
  for (const [name, child] of branch.children) {
    structure[name] = child.value === '' && lists.includes(name) ? [] : parameterOf(child, lists);
  }
  return structure;
}

function parameterOf(branch: Branch, lists: readonly string[]): unknown {
  if (branch.children.size === 0) return branch.value;
  if (branch.value !== undefined) throw malformed('a parameter is both a value and a structure');
  const members = branch.children.get('member');
  const list = members ?? branch;
  if ([...list.children.keys()].every((key) => /^[1-9]\d{0,4}$/.test(key)) && list.children.size > 0) {
    return [...list.children]
      .sort(([one], [other]) => Number(one) - Number(other))
      .map(([, member]) => parameterOf(member, lists));
  }
  return structureOf(branch, lists);
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedQueryString', 400, `The query string is malformed: ${message}`);
}
