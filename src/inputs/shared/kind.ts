import { isRecord } from './record.ts';

type Kind = 'scp' | 'rcp';

/** The kind of a policy type; `undefined` for types that grant and deny nothing, such as TAG_POLICY. */
export function kindOfType(type: unknown): Kind | undefined {
  if (type === 'SERVICE_CONTROL_POLICY') return 'scp';
  return type === 'RESOURCE_CONTROL_POLICY' ? 'rcp' : undefined;
}

/**
 * A document does not say its type. A service control policy has no principal, and a resource control policy denies to
 * principal `*`: whatever lets somebody in is the policy of a resource.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 * Of a text that is no JSON, only the word tells.
 */
export function kindOfDocument(document: unknown): Kind | 'resource' {
  if (typeof document === 'string') return /["“]Principal["”]/.test(document) ? 'rcp' : 'scp';
  const statements = isRecord(document) ? [document.Statement].flat().filter(isRecord) : [];
  const named = statements.filter((one) => one.Principal !== undefined || one.NotPrincipal !== undefined);
  if (named.length === 0) return 'scp';
  return named.every((one) => one.Effect !== 'Allow') ? 'rcp' : 'resource';
}
