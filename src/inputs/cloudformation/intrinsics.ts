import type { PlaceholderHint } from '../../model/policy-file.ts';
import { isRecord } from '../shared/record.ts';

/**
 * A template's value with its intrinsic functions taken for texts: what only a deployment knows becomes a placeholder
 * `${…}`.
 */
export function withoutIntrinsics(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIntrinsics);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first !== undefined && /^(Ref$|Fn::)/.test(first[0])) return textOf(...first);
  return Object.fromEntries(entries.map(([key, member]) => [key, withoutIntrinsics(member)]));
}

function textOf(name: string, argument: unknown): unknown {
  switch (name) {
    case 'Ref':
      return placeholder(String(argument));
    case 'Fn::GetAtt':
      return placeholder(Array.isArray(argument) ? argument.join('.') : String(argument));
    case 'Fn::Sub':
      return substituted(argument);
    case 'Fn::Join':
      return joined(argument) ?? placeholder(`${name} …`);
    case 'Fn::ToJsonString':
      return JSON.stringify(withoutIntrinsics(argument));
    default:
      return placeholder(`${name} ${typeof argument === 'string' ? argument : '…'}`);
  }
}

const placeholder = (inside: string): string => `\${${inside.replace(/[{}"\\\n]/g, '')}}`;

/** `${!Literal}` is written for `${Literal}`, and a map may name values of its own. */
function substituted(argument: unknown): string {
  const [template, values] = Array.isArray(argument) ? argument : [argument, {}];
  return String(template).replace(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    const own = isRecord(values) ? values[name.trim()] : undefined;
    return own === undefined ? placeholder(name.trim()) : String(withoutIntrinsics(own));
  });
}

function joined(argument: unknown): string | undefined {
  if (!Array.isArray(argument) || typeof argument[0] !== 'string' || !Array.isArray(argument[1])) {
    return undefined;
  }
  return argument[1].map((part) => String(withoutIntrinsics(part))).join(argument[0]);
}

/** The resources of a template that a policy may refer to, with their types. */
export function resourceHints(resources: Readonly<Record<string, unknown>>): readonly PlaceholderHint[] {
  return Object.entries(resources).flatMap(([id, resource]) =>
    isRecord(resource) && typeof resource.Type === 'string'
      ? [
          { placeholder: placeholder(id), hint: resource.Type },
          { placeholder: placeholder(`${id}.Arn`), hint: `${resource.Type} Arn` },
        ]
      : [],
  );
}
