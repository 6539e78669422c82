import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalBoolean, text } from '../../../sandbox/input.ts';
import type { ManagedPolicyState } from '../../../sandbox/world.ts';
import { encoded, permissionsPolicy, sizeOf } from './documents.ts';
import { deleteConflict, limitExceeded, noSuchEntity } from './errors.ts';
import { listing } from './input.ts';
import { onPolicy, ownPolicyOf, policyOf } from './managed-policies.ts';
import { QUOTA } from './quotas.ts';

type Version = ManagedPolicyState['versions'] extends ReadonlyMap<string, infer Each> ? Each : never;

const versionId = ({ input }: Call): string =>
  text(input, 'VersionId', { max: 32, pattern: /^v[1-9]\d*(\.[A-Za-z0-9-]*)?$/ });

const versionShape = (policy: ManagedPolicyState, id: string, version: Version) => ({
  VersionId: id,
  IsDefaultVersion: id === policy.defaultVersionId,
  CreateDate: version.createdAt,
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html */
function createVersion(call: Call) {
  const policy = ownPolicyOf(call);
  const document = permissionsPolicy(call, 'PolicyDocument');
  if (sizeOf(document) > QUOTA.managedPolicySize) throw limitExceeded('PolicySize', QUOTA.managedPolicySize);
  if (policy.versions.size >= QUOTA.policyVersions) {
    throw limitExceeded('PolicyVersionsPerPolicy', QUOTA.policyVersions);
  }
  const id = `v${nextNumber(policy)}`;
  const version = { policy: { name: policy.name, arn: policy.arn, document }, createdAt: call.now };
  policy.versions.set(id, version);
  if (optionalBoolean(call.input, 'SetAsDefault') === true) policy.defaultVersionId = id;
  return { PolicyVersion: versionShape(policy, id, version) };
}

/** The World counts no versions: unlike on AWS, the number of a deleted newest version comes back. */
function nextNumber(policy: ManagedPolicyState): number {
  return Math.max(...[...policy.versions.keys()].map((id) => Number.parseInt(id.slice(1), 10))) + 1;
}

function versionOf(policy: ManagedPolicyState, id: string): Version {
  const version = policy.versions.get(id);
  if (!version) throw noSuchEntity(`Policy ${policy.arn} version ${id} does not exist or is not attachable.`);
  return version;
}

function getVersion(call: Call) {
  const policy = policyOf(call);
  const id = versionId(call);
  const version = versionOf(policy, id);
  return {
    PolicyVersion: { Document: encoded(version.policy.document), ...versionShape(policy, id, version) },
  };
}

function listVersions(call: Call) {
  const policy = policyOf(call);
  const versions = [...policy.versions].map(([id, version]) => versionShape(policy, id, version));
  return listing(call, 'Versions', versions, (version) => version.VersionId);
}

function setDefault(call: Call): void {
  const policy = ownPolicyOf(call);
  const id = versionId(call);
  versionOf(policy, id);
  policy.defaultVersionId = id;
}

function deleteVersion(call: Call): void {
  const policy = ownPolicyOf(call);
  const id = versionId(call);
  versionOf(policy, id);
  if (id === policy.defaultVersionId) throw deleteConflict('Cannot delete the default version of a policy.');
  policy.versions.delete(id);
}

export const policyVersionOperations: Readonly<Record<string, Operation>> = {
  CreatePolicyVersion: { access: 'write', needs: onPolicy, run: createVersion },
  GetPolicyVersion: { access: 'read', needs: onPolicy, run: getVersion },
  ListPolicyVersions: { access: 'read', needs: onPolicy, run: listVersions },
  SetDefaultPolicyVersion: { access: 'write', needs: onPolicy, run: setDefault },
  DeletePolicyVersion: { access: 'write', needs: onPolicy, run: deleteVersion },
};
