import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { upperId } from '../../../sandbox/ids.ts';
import { optionalInteger, optionalText, text } from '../../../sandbox/input.ts';
import type { RoleState } from '../../../sandbox/world.ts';
import { mustBeAttachable } from './attached.ts';
import { trustPolicy } from './documents.ts';
import { alreadyExists, deleteConflict, limitExceeded, validationError } from './errors.ts';
import { boundaryArn, listing, name, path, pathPrefix, tags } from './input.ts';
import {
  accountOf,
  iamArn,
  isReserved,
  mustFind,
  mustFindModifiable,
  need,
  needOn,
  onAnything,
  ROLE,
  requestTagContext,
} from './kinds.ts';
import { QUOTA } from './quotas.ts';
import { details, roleShape } from './shapes.ts';

const DESCRIPTION = { max: 1000 };
const maxSession = ({ input }: Call) =>
  optionalInteger(input, 'MaxSessionDuration', { min: 3600, max: 43_200 });

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
function createRole(call: Call) {
  const { roles } = accountOf(call);
  const roleName = name(call, 'RoleName');
  const rolePath = path(call) ?? '/';
  const boundary = boundaryArn(call);
  // SCPs do not bind service-linked roles: whoever could make a role under that path would be free of them.
  if (isReserved(rolePath)) throw validationError(`The path ${rolePath} is reserved for AWS`);
  const document = trustPolicy(call, 'AssumeRolePolicyDocument');
  if (roles.has(roleName.toLowerCase())) throw alreadyExists(`Role with name ${roleName} already exists.`);
  if (roles.size >= QUOTA.roles) throw limitExceeded('RolesPerAccount', QUOTA.roles);
  if (boundary !== undefined) mustBeAttachable(call, boundary);
  const role: RoleState = {
    id: upperId('AROA'),
    arn: iamArn(call, `role${rolePath}${roleName}`),
    name: roleName,
    path: rolePath,
    createdAt: call.now,
    tags: new Map(tags(call)),
    inlinePolicies: new Map(),
    attachedPolicies: new Set(),
    boundaryArn: boundary,
    trustPolicy: { name: roleName, document },
    description: optionalText(call.input, 'Description', DESCRIPTION) ?? '',
    maxSessionSeconds: maxSession(call) ?? 3600,
  };
  roles.set(roleName.toLowerCase(), role);
  return { Role: { ...roleShape(role), ...details(role) } };
}

function updateRole(call: Call) {
  const role = mustFindModifiable(ROLE, call);
  const seconds = maxSession(call);
  role.description = optionalText(call.input, 'Description', DESCRIPTION) ?? role.description;
  role.maxSessionSeconds = seconds ?? role.maxSessionSeconds;
  return {};
}

function updateDescription(call: Call) {
  const role = mustFindModifiable(ROLE, call);
  role.description = text(call.input, 'Description', DESCRIPTION);
  return { Role: { ...roleShape(role), ...details(role) } };
}

function updateTrust(call: Call): void {
  const role = mustFindModifiable(ROLE, call);
  role.trustPolicy = { name: role.name, document: trustPolicy(call, 'PolicyDocument') };
}

function deleteRole(call: Call): void {
  const role = mustFindModifiable(ROLE, call);
  if (role.attachedPolicies.size > 0)
    throw deleteConflict('Cannot delete entity, must detach all policies first.');
  if (role.inlinePolicies.size > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
  accountOf(call).roles.delete(role.name.toLowerCase());
}

function listRoles(call: Call) {
  const prefix = pathPrefix(call);
  const roles = [...accountOf(call).roles.values()].filter((role) => role.path.startsWith(prefix));
  return listing(call, 'Roles', roles.map(roleShape), (role) => role.RoleName);
}

/** Tags at creation need the tagging permission too. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
function onNewRole(call: Call) {
  const boundary = boundaryArn(call);
  const requested = tags(call);
  const create = need(call, iamArn(call, `role${path(call) ?? '/'}${name(call, 'RoleName')}`), {
    ...(boundary === undefined ? {} : { 'iam:PermissionsBoundary': boundary }),
    ...requestTagContext(requested),
  });
  return requested.size === 0 ? [create] : [create, { ...create, action: 'iam:TagRole' }];
}

const onRole = (call: Call) => [needOn(ROLE, call)];

export const roleOperations: Readonly<Record<string, Operation>> = {
  CreateRole: { access: 'write', needs: onNewRole, run: createRole },
  GetRole: {
    access: 'read',
    needs: onRole,
    run: (call) => {
      const role = mustFind(ROLE, call);
      return { Role: { ...roleShape(role), ...details(role), RoleLastUsed: {} } };
    },
  },
  ListRoles: { access: 'read', needs: onAnything, run: listRoles },
  UpdateRole: { access: 'write', needs: onRole, run: updateRole },
  UpdateRoleDescription: { access: 'write', needs: onRole, run: updateDescription },
  UpdateAssumeRolePolicy: { access: 'write', needs: onRole, run: updateTrust },
  DeleteRole: { access: 'write', needs: onRole, run: deleteRole },
};
