import actionWildcards from './action-wildcards.ts';
import anonymous from './anonymous.ts';
import articlePolicy from './article-policy.ts';
import assumeRoleTrust from './assume-role-trust.ts';
import boundaries from './boundaries.ts';
import type { PolicyCase } from './build.ts';
import conditionsArn from './conditions-arn.ts';
import conditionsBoolBinaryNull from './conditions-bool-binary-null.ts';
import conditionsDate from './conditions-date.ts';
import conditionsIp from './conditions-ip.ts';
import conditionsNumeric from './conditions-numeric.ts';
import conditionsText from './conditions-text.ts';
import contested from './contested.ts';
import crossAccount from './cross-account.ts';
import derivedKeys from './derived-keys.ts';
import endpointPolicies from './endpoint-policies.ts';
import ifExists from './if-exists.ts';
import kmsGrants from './kms-grants.ts';
import kmsKeyPolicy from './kms-key-policy.ts';
import notAction from './not-action.ts';
import notPrincipal from './not-principal.ts';
import notResource from './not-resource.ts';
import partitions from './partitions.ts';
import policyVariables from './policy-variables.ts';
import principalForms from './principal-forms.ts';
import publishedIdioms from './published-idioms.ts';
import rcp from './rcp.ts';
import resourceWildcards from './resource-wildcards.ts';
import rootUser from './root-user.ts';
import s3RootOverride from './s3-root-override.ts';
import sameAccount from './same-account.ts';
import scpLevels from './scp-levels.ts';
import scpUnbound from './scp-unbound.ts';
import servicePrincipals from './service-principals.ts';
import sessions from './sessions.ts';
import setOperators from './set-operators.ts';
import severalConditions from './several-conditions.ts';

export const topics: Readonly<Record<string, readonly PolicyCase[]>> = {
  'action wildcards': actionWildcards,
  'resource wildcards': resourceWildcards,
  NotAction: notAction,
  NotResource: notResource,
  'forms of Principal': principalForms,
  NotPrincipal: notPrincipal,
  'string conditions': conditionsText,
  'numeric conditions': conditionsNumeric,
  'date conditions': conditionsDate,
  'Bool, BinaryEquals and Null': conditionsBoolBinaryNull,
  'IP address conditions': conditionsIp,
  'ARN conditions': conditionsArn,
  IfExists: ifExists,
  'set operators': setOperators,
  'several conditions': severalConditions,
  'policy variables and versions': policyVariables,
  'keys that follow from the request': derivedKeys,
  'SCPs at every level': scpLevels,
  'whom SCPs do not bind': scpUnbound,
  RCPs: rcp,
  'same account': sameAccount,
  'cross account': crossAccount,
  'permissions boundaries': boundaries,
  sessions,
  'root user': rootUser,
  'role trust policies': assumeRoleTrust,
  'KMS key policies': kmsKeyPolicy,
  'KMS grants': kmsGrants,
  'S3 bucket policies and the owner’s root': s3RootOverride,
  'service principals': servicePrincipals,
  'anonymous callers': anonymous,
  'VPC endpoint policies': endpointPolicies,
  partitions,
  'the policy of the article': articlePolicy,
  'published idioms': publishedIdioms,
  'where AWS’s pages contradict themselves': contested,
};
