import { many, type PolicyDocument, type PolicyStatement } from '../model/policy.ts';
import { evaluate } from '../policy/index.ts';

export interface Granted {
  readonly principal: string;
  /** Its Sid, or its place. */
  readonly statement: string;
  /** The first of the actions that it allows. */
  readonly action: string;
}

/** Whom a resource policy lets do one of the actions, somewhere and under conditions perhaps. */
export const grantedIn = (policy: PolicyDocument, actions: readonly string[]): readonly Granted[] =>
  many(policy.Statement).flatMap((statement, index) => {
    const action = actions.find((one) => allows(statement, one));
    if (action === undefined) return [];
    const named = statement.Sid ?? `Statement[${index}]`;
    return principalsIn(statement).map((principal) => ({ principal, statement: named, action }));
  });

const SOMEBODY = 'somebody.amazonaws.com';

/** Whoever it is about, wherever, and whatever else it asks. */
function allows({ Effect, Action, NotAction }: PolicyStatement, action: string): boolean {
  if (Effect !== 'Allow') return false;
  const actions = Action === undefined ? { NotAction } : { Action };
  const open = { Effect, Principal: '*', ...actions, Resource: '*' } as PolicyStatement;
  const request = {
    principal: SOMEBODY,
    action,
    resource: 'arn:aws:s3:::any',
    resourceAccount: '',
    context: {},
  };
  const resourcePolicies: PolicyDocument[] = [{ Version: '2012-10-17', Statement: open }];
  return evaluate({ request, resourcePolicies }).decision === 'allowed';
}

/** NotPrincipal leaves everybody else. */
function principalsIn({ Principal = '*' }: PolicyStatement): readonly string[] {
  if (Principal === '*') return ['*'];
  const { AWS = [], Service = [], Federated = [], CanonicalUser = [] } = Principal;
  return [AWS, Service, Federated, CanonicalUser].flatMap((names) => many(names));
}
