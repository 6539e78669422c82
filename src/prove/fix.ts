import type { Finding, Fix, PathStep } from '../model/finding.ts';
import { rcpApplies } from '../policy/rcp-services.ts';
import { bucketAt, type Scene } from './scene.ts';

/**
 * The change that closes a path: the technique's own call where anybody can make it; else what prepares it, by which
 * more is closed.
 */
export function fixFor(
  scene: Scene,
  { technique, direct, path = [], accounts }: Pick<Finding, 'technique' | 'direct' | 'path' | 'accounts'>,
): Fix {
  const own = path.filter((step) => step.technique === technique);
  const steps =
    direct === 'possible' || own.length === path.length
      ? own
      : path.filter((step) => step.technique !== technique);
  const closing =
    steps.find((step) => closable(scene, step) !== undefined) ??
    path.find((step) => closable(scene, step) !== undefined);
  if (closing === undefined) return { kind: 'detect' };
  return {
    kind: 'deny',
    policyType: closable(scene, closing) ?? 'scp',
    actions: path
      .filter((step) => step.operation === closing.operation && step.technique === closing.technique)
      .map(({ action }) => action)
      .slice(0, 1),
    resources: [closing.resource],
    accounts,
  };
}

/** Which type of policy could stop the call: one that binds the caller, else one that binds the resource. */
function closable(scene: Scene, { principal, action, resource }: PathStep): 'scp' | 'rcp' | undefined {
  const account = principal.split(':')[4] ?? '';
  const member = (id: string) => scene.accounts.has(id) && id !== scene.organization.managementAccountId;
  if (member(account)) return 'scp';
  const [, , , , written = ''] = resource.split(':');
  const owner = written === '' ? (bucketAt(scene, resource)?.accountId ?? '') : written;
  return member(owner) && rcpApplies(action.toLowerCase()) ? 'rcp' : undefined;
}

/** Whether nothing that could be attached anywhere binds a call of the path. */
export const isUnbound = (scene: Scene, path: readonly PathStep[]): boolean =>
  path.every((step) => closable(scene, step) === undefined);
