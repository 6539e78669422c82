import { IndelibleError } from '../model/error.ts';
import type { PolicyDocument, PolicyStatement } from '../model/policy.ts';
import { APPLY_PERMISSIONS } from './permissions/apply.ts';
import { changing } from './permissions/changing.ts';
import { COLLECT_PERMISSIONS } from './permissions/collect.ts';
import { DRILL_PERMISSIONS } from './permissions/drill.ts';
import { probing } from './permissions/probing.ts';

export type PermittedVerb = 'collect' | 'drill' | 'apply';

export interface Permissions {
  /** Of the role, with its path if it has one. */
  readonly roleName: string;
  /** Of whoever runs the verb. */
  readonly caller: PolicyDocument;
  /** Of the role: that of each member account, or for `apply` one that the caller may take on instead. */
  readonly role: PolicyDocument;
}

const ROLE_NAMES: Readonly<Record<PermittedVerb, string>> = {
  collect: 'IndelibleRead',
  drill: 'IndelibleDrill',
  apply: 'IndelibleApply',
};

/** The least policies of a verb. */
export function permissionsFor(verb: PermittedVerb, roleName = ROLE_NAMES[verb]): Permissions {
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
  if (!/^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/.test(roleName))
    throw new IndelibleError('CONFIG_INVALID', 'role-name-invalid', { role: roleName });
  switch (verb) {
    case 'collect': {
      const read = reading(COLLECT_PERMISSIONS.filter((action) => action !== ENTERING));
      const inMembers = reading(COLLECT_PERMISSIONS.filter((action) => !isOfCaller(action)));
      return { roleName, caller: policyOf(read, entering(roleName)), role: policyOf(inMembers) };
    }
    case 'drill': {
      const tree = reading(DRILL_PERMISSIONS.filter((action) => isOfCaller(action) && action !== ENTERING));
      const inMember = reading(DRILL_PERMISSIONS.filter((action) => !isOfCaller(action)));
      return {
        roleName,
        caller: policyOf(tree, entering(roleName)),
        role: policyOf(inMember, ...probing()),
      };
    }
    case 'apply': {
      const policy = policyOf(reading(APPLY_PERMISSIONS), ...changing());
      return { roleName, caller: policy, role: policy };
    }
  }
}

const ENTERING = 'sts:AssumeRole';

/** What only the management account, or who acts for it, is answered. */
const isOfCaller = (action: string): boolean =>
  /^organizations:(?!ListHandshakesForAccount$)|^iam:ListOrganizationsFeatures$/.test(action) ||
  action === ENTERING;

/** On everything, for no policy can name what is yet to be found. */
const reading = (actions: readonly string[]): PolicyStatement => ({
  Sid: 'Read',
  Effect: 'Allow',
  Action: actions,
  Resource: '*',
});

const entering = (roleName: string): PolicyStatement => ({
  Sid: 'EnterMemberAccounts',
  Effect: 'Allow',
  Action: ENTERING,
  Resource: `arn:*:iam::*:role/${roleName}`,
});

const policyOf = (...Statement: readonly PolicyStatement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement,
});
