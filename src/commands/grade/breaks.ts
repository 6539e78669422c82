import { type Context, many, type PolicyDocument } from '../../model/policy.ts';
import type { ReadPolicy } from '../../model/policy-file.ts';
import { evaluate, type PolicyInput, type StatementReference } from '../../policy/index.ts';
import { LEGITIMATE, type LegitimateRequest, type Who } from './legitimate.ts';
import type { WorldNames } from './names.ts';

/** A legitimate request that the policies refuse. */
export interface Break {
  readonly who: Who;
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Name of the policy whose statement denies it; absent where no policy allows it. */
  readonly policy?: string;
  readonly sid?: string;
  /** Position in `Statement`, from 0. */
  readonly index?: number;
}

type JudgedPolicy = Pick<ReadPolicy, 'name' | 'kind' | 'document'>;

/** What the policies would break, were they attached above every member account. */
export function breaksOf(policies: readonly JudgedPolicy[], names: WorldNames): readonly Break[] {
  const scps = policies.filter(({ kind }) => kind === 'scp');
  // Whoever writes a list of what is allowed takes FullAWSAccess away, or the list would do nothing.
  const attached = scps.some(allows) ? scps : [FULL_ACCESS, ...scps];
  const rcps = policies.filter(({ kind }) => kind === 'rcp');
  return LEGITIMATE.filter(({ who }) => who !== 'break-glass' || names.given.includes('exempt')).flatMap(
    (request) => refusals(request, { scps: attached, rcps }, names),
  );
}

const allows = ({ document }: JudgedPolicy): boolean =>
  many(document.Statement).some(({ Effect }) => Effect === 'Allow');

interface Attached {
  readonly scps: readonly PolicyInput[];
  readonly rcps: readonly PolicyInput[];
}

function refusals(request: LegitimateRequest, { scps, rcps }: Attached, names: WorldNames): readonly Break[] {
  const { who, action, resourceAccount, context = {} } = request;
  const asked = { principal: request.principal(names), action, resource: request.resource(names) };
  const { decision, layer, statements } = evaluate({
    request: {
      ...asked,
      resourceAccount: names.accounts[resourceAccount],
      context: { ...contextOf(asked.principal, names), ...context },
    },
    // Only organization policies are in question: whatever else decides allows.
    identityPolicies: [FULL_ACCESS.document],
    resourcePolicies: [OPEN_RESOURCE],
    scps: [scps],
    rcps: resourceAccount === 'management' ? [] : [rcps],
  });
  if (decision === 'allowed') return [];
  if (layer !== 'scp' && layer !== 'rcp') return [];
  const places = statements.length === 0 ? [{}] : statements.map(placeOf);
  return places.map((place) => ({ who, ...asked, ...place }));
}

const placeOf = ({ policy, sid, index }: StatementReference) => ({
  policy,
  index,
  ...(sid === undefined ? {} : { sid }),
});

/** What such a request carries besides. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function contextOf(principal: string, names: WorldNames): Context {
  const shared = {
    'aws:RequestedRegion': names.region,
    'aws:SecureTransport': 'true',
    'aws:ResourceOrgID': names.organizationId,
    's3:TlsVersion': '1.3',
  };
  if (!principal.startsWith('arn:')) {
    const trail = principal.startsWith('cloudtrail.');
    return {
      ...shared,
      'aws:SourceOrgID': names.organizationId,
      'aws:SourceAccount': trail ? names.accounts.management : names.accounts.workload,
      ...(trail ? { 'aws:SourceArn': names.trailArn } : {}),
    };
  }
  return {
    ...shared,
    'aws:PrincipalOrgID': names.organizationId,
    'aws:ViaAWSService': 'false',
    'aws:SourceIp': '203.0.113.10',
  };
}

const FULL_ACCESS = {
  name: 'FullAWSAccess',
  document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
} as const;

const OPEN_RESOURCE: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};
