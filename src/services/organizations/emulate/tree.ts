import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { attachFullAccess } from '../../../sandbox/full-access.ts';
import { lowerId } from '../../../sandbox/ids.ts';
import { optionalText, text } from '../../../sandbox/input.ts';
import type { UnitState, World } from '../../../sandbox/world.ts';
import { constraint, invalidInput, notEmulated, parentNotFound, refused } from './errors.ts';
import { id, listing, tags } from './input.ts';
import { arnOf, byAdministrators, byManagement, need, organizationArn, tagContext } from './needs.ts';
import { unitLevels, unitShape } from './shapes.ts';

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const MAX_UNITS = 2000;
const MAX_UNIT_DEPTH = 5;

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganizationalUnit.html */
function createUnit(call: Call) {
  const { world } = call;
  const { units, root } = world.organization;
  const parentId = parentOf(call);
  const name = text(call.input, 'Name', { max: 128 });
  if (tags(call).size > 0) throw notEmulated('tags of organizational units');
  mustBeUnique(world, parentId, name);
  if (units.size >= MAX_UNITS) {
    throw constraint('OU_NUMBER_LIMIT_EXCEEDED', 'You have exceeded the number of OUs in an organization.');
  }
  const unitId = `ou-${root.id.slice(2)}-${lowerId(8)}`;
  const arn = organizationArn(world, `ou/${world.organization.id}/${unitId}`);
  const unit: UnitState = { id: unitId, arn, name, parentId };
  if (unitLevels(world, unit).length - 1 > MAX_UNIT_DEPTH) {
    throw constraint('OU_DEPTH_LIMIT_EXCEEDED', 'You have exceeded the OU depth limit.');
  }
  units.set(unitId, unit);
  attachFullAccess(world, unitId);
  return { OrganizationalUnit: unitShape(world, unit) };
}

function updateUnit(call: Call) {
  const unit = unitOf(call);
  const name = optionalText(call.input, 'Name', { max: 128 });
  if (name !== undefined && name !== unit.name) {
    mustBeUnique(call.world, unit.parentId, name);
    unit.name = name;
  }
  return { OrganizationalUnit: unitShape(call.world, unit) };
}

function deleteUnit(call: Call): void {
  const unit = unitOf(call);
  if (childAccounts(call.world, unit.id).length > 0 || childUnits(call.world, unit.id).length > 0) {
    throw refused(
      'OrganizationalUnitNotEmptyException',
      'The specified OU is not empty. Move all accounts to another root or to other OUs, remove all child OUs, and try the operation again.',
    );
  }
  call.world.organization.units.delete(unit.id);
  call.world.organization.attachments.delete(unit.id);
}

function mustBeUnique(world: World, parentId: string, name: string): void {
  if (childUnits(world, parentId).some((unit) => unit.name === name)) {
    throw refused('DuplicateOrganizationalUnitException', 'An OU with the same name already exists.');
  }
}

function unitOf(call: Call): UnitState {
  const unit = call.world.organization.units.get(id(call, 'OrganizationalUnitId', 'unit'));
  if (unit) return unit;
  throw refused(
    'OrganizationalUnitNotFoundException',
    "You specified an organizational unit that doesn't exist.",
  );
}

/** The root or organizational unit that ParentId names. */
export function parentOf(call: Call): string {
  const parentId = id(call, 'ParentId', 'parent');
  if (!isParent(call.world, parentId)) throw parentNotFound();
  return parentId;
}

export const isParent = ({ organization }: World, parentId: string): boolean =>
  parentId === organization.root.id || organization.units.has(parentId);

const childUnits = ({ organization }: World, parentId: string) =>
  [...organization.units.values()].filter((unit) => unit.parentId === parentId);

export const childAccounts = ({ accounts }: World, parentId: string) =>
  [...accounts.values()].filter((account) => account.parentId === parentId);

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListChildren.html */
function listChildren(call: Call) {
  const parentId = parentOf(call);
  const type = text(call.input, 'ChildType');
  if (type !== 'ACCOUNT' && type !== 'ORGANIZATIONAL_UNIT') {
    throw invalidInput('INVALID_ENUM', 'You specified an invalid value for ChildType.');
  }
  const children =
    type === 'ACCOUNT' ? childAccounts(call.world, parentId) : childUnits(call.world, parentId);
  return listing(
    call,
    'Children',
    children.map((child) => ({ Id: child.id, Type: type })),
    (child) => child.Id,
  );
}

function listParents(call: Call) {
  const childId = id(call, 'ChildId', 'child');
  const { organization, accounts } = call.world;
  const parentId = organization.units.get(childId)?.parentId ?? accounts.get(childId)?.parentId;
  if (parentId === undefined) {
    throw refused('ChildNotFoundException', "You specified a child that doesn't exist.");
  }
  const Type = parentId === organization.root.id ? 'ROOT' : 'ORGANIZATIONAL_UNIT';
  return listing(call, 'Parents', [{ Id: parentId, Type }], (parent) => parent.Id);
}

function listUnits(call: Call) {
  const units = childUnits(call.world, parentOf(call)).map((unit) => unitShape(call.world, unit));
  return listing(call, 'OrganizationalUnits', units, (unit) => unit.Id);
}

const onParent = (call: Call) => [need(call, arnOf(call.world, id(call, 'ParentId', 'parent')))];
const onUnit = (call: Call) => [need(call, arnOf(call.world, id(call, 'OrganizationalUnitId', 'unit')))];

export const treeOperations: Readonly<Record<string, Operation>> = {
  CreateOrganizationalUnit: {
    access: 'write',
    needs: (call) => [
      need(call, arnOf(call.world, id(call, 'ParentId', 'parent')), tagContext('RequestTag', tags(call))),
    ],
    run: byManagement(createUnit),
  },
  UpdateOrganizationalUnit: { access: 'write', needs: onUnit, run: byManagement(updateUnit) },
  DeleteOrganizationalUnit: { access: 'write', needs: onUnit, run: byManagement(deleteUnit) },
  DescribeOrganizationalUnit: {
    access: 'read',
    needs: onUnit,
    run: byAdministrators((call) => ({ OrganizationalUnit: unitShape(call.world, unitOf(call)) })),
  },
  ListOrganizationalUnitsForParent: { access: 'read', needs: onParent, run: byAdministrators(listUnits) },
  ListChildren: { access: 'read', needs: onParent, run: byAdministrators(listChildren) },
  ListParents: {
    access: 'read',
    needs: (call) => [need(call, arnOf(call.world, id(call, 'ChildId', 'child')))],
    run: byAdministrators(listParents),
  },
};
