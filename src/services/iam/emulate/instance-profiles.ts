import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { type InstanceProfile, instanceProfilesIn } from '../../../sandbox/instance-profiles.ts';
import { listing, pathPrefix } from './input.ts';
import { accountOf, onAnything } from './kinds.ts';
import { roleShape } from './shapes.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfiles.html */
function listInstanceProfiles(call: Call) {
  const profiles = instanceProfilesIn(call.world, accountOf(call).id).map((profile) =>
    shapeOf(call, profile),
  );
  const prefix = pathPrefix(call);
  const wanted = profiles.filter(({ Path }) => Path.startsWith(prefix));
  return listing(call, 'InstanceProfiles', wanted, ({ Arn }) => Arn);
}

function shapeOf(call: Call, { arn, roleArn }: InstanceProfile) {
  const { path, name } = partsOf(arn);
  return {
    Path: path,
    InstanceProfileName: name,
    Arn: arn,
    Roles: roleArn === undefined ? [] : [roleIn(call, roleArn)],
  };
}

/** An instance may name a role that the World does not know more of. */
function roleIn(call: Call, arn: string) {
  const { path, name } = partsOf(arn);
  const role = accountOf(call).roles.get(name.toLowerCase());
  return role === undefined ? { Path: path, RoleName: name, Arn: arn } : roleShape(role);
}

function partsOf(arn: string): { readonly path: string; readonly name: string } {
  const [, path = '/', name = ''] = /:(?:role|instance-profile)(\/(?:.*\/)?)([^/]+)$/.exec(arn) ?? [];
  return { path, name };
}

export const instanceProfileOperations: Readonly<Record<string, Operation>> = {
  ListInstanceProfiles: { access: 'read', needs: onAnything, run: listInstanceProfiles },
};
