import type { EvaluateInput, PolicyInput, RequestPrincipal } from '../../src/policy/types.ts';
import { keysOf } from './peer.ts';

/** What can be read off a question without deciding it. */

export const arnOf = (principal: RequestPrincipal): string =>
  typeof principal === 'string' ? principal : 'arn' in principal ? principal.arn : '';
const roleOf = (principal: RequestPrincipal): string =>
  typeof principal === 'object' && 'role' in principal ? principal.role : '';

export const isRoot = (input: EvaluateInput): boolean => arnOf(input.request.principal).endsWith(':root');
export const isUser = (input: EvaluateInput): boolean => arnOf(input.request.principal).includes(':user/');
export const isService = ({ request: { principal } }: EvaluateInput): boolean =>
  typeof principal === 'string' && !principal.startsWith('arn:');
export const isServiceLinked = (input: EvaluateInput): boolean =>
  roleOf(input.request.principal).includes(':role/aws-service-role/');
export const isFederatedUser = (input: EvaluateInput): boolean =>
  arnOf(input.request.principal).includes(':federated-user/');

export const accountOf = (input: EvaluateInput): string => arnOf(input.request.principal).split(':')[4] ?? '';
export const sameAccount = (input: EvaluateInput): boolean =>
  accountOf(input) === input.request.resourceAccount;
export const asks = (input: EvaluateInput, ...actions: string[]): boolean =>
  actions.some((action) => action.toLowerCase() === input.request.action.toLowerCase());

export const everyPolicy = (input: EvaluateInput): readonly PolicyInput[] => [
  ...(input.identityPolicies ?? []),
  ...(input.permissionBoundaries ?? []),
  ...(input.sessionPolicy ? [input.sessionPolicy] : []),
  ...(input.resourcePolicies ?? []),
  ...(input.endpointPolicies ?? []),
  ...(input.scps ?? []).flat(),
  ...(input.rcps ?? []).flat(),
];
export const mentions = (input: EvaluateInput, text: RegExp | string): boolean => {
  const written = JSON.stringify(everyPolicy(input));
  return typeof text === 'string' ? written.includes(text) : text.test(written);
};

export const isOfOldVersion = (policy: PolicyInput): boolean =>
  ('document' in policy ? policy.document : policy).Version !== '2012-10-17';

const lower = (keys: object): ReadonlySet<string> =>
  new Set(Object.keys(keys).map((key) => key.toLowerCase()));
/** Has the request this condition key, those that AWS adds included? */
export const hasKey = ({ request }: EvaluateInput, key: string): boolean =>
  lower({ ...keysOf(request.principal, request.resourceAccount), ...request.context }).has(key.toLowerCase());

/** Does the text stand on a variable that has neither value nor default? */
export const isVoid = (text: unknown, input: EvaluateInput): boolean =>
  typeof text === 'string' &&
  [...text.matchAll(/\$\{([^}*?$,]+)\}/g)].some(([, key]) => !hasKey(input, key ?? ''));

/** Does the resource pattern, its variables filled in, match the resource asked for? */
export function matchesResource(pattern: string, input: EvaluateInput): boolean {
  const { resource, context } = input.request;
  const filled = pattern.replace(
    /\$\{([^,}]+)(?:, '([^']*)')?\}/g,
    (_all, key: string, fallback?: string) => {
      const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase());
      return String(found?.[1] ?? fallback).replaceAll('*', '\u0000');
    },
  );
  const expression = filled
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
    .replaceAll('\u0000', '\\*');
  return new RegExp(`^${expression}$`, 's').test(resource);
}
