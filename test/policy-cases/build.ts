import type { Context, PolicyDocument, PolicyStatement } from '../../src/model/policy.ts';
import type { Decision, EvaluateInput, Layer, RequestPrincipal } from '../../src/policy/types.ts';

export interface PolicyCase {
  readonly name: string;
  /** The page of AWS's documentation that says so. */
  readonly source: string;
  readonly input: EvaluateInput;
  readonly expect: {
    readonly decision: Decision['decision'];
    readonly layer?: Layer;
    /** The Sids behind the decision, in any order. */
    readonly sids?: readonly string[];
    /** AWS's pages contradict one another or are silent: the attacker got the benefit and it is named. */
    readonly assumed?: true;
  };
}

export const iam = (page: string): string => `https://docs.aws.amazon.com/IAM/latest/UserGuide/${page}.html`;
export const organizations = (page: string): string =>
  `https://docs.aws.amazon.com/organizations/latest/userguide/${page}.html`;
export const kms = (page: string): string =>
  `https://docs.aws.amazon.com/kms/latest/developerguide/${page}.html`;
export const s3Api = (page: string): string =>
  `https://docs.aws.amazon.com/AmazonS3/latest/API/API_${page}.html`;

/** The account of most principals and resources; another one of the organization; a stranger. */
export const OWN = '111122223333';
export const OTHER = '444455556666';
export const OUTSIDE = '999900001111';

export const user = (name: string, account = OWN): string => `arn:aws:iam::${account}:user/${name}`;
export const role = (name: string, account = OWN): string => `arn:aws:iam::${account}:role/${name}`;
export const root = (account = OWN): string => `arn:aws:iam::${account}:root`;
export const sessionArn = (name: string, session = 'session', account = OWN): string =>
  `arn:aws:sts::${account}:assumed-role/${name}/${session}`;

/** A session of the role with this path and name: `session('ops/Admin')`. */
export function session(pathAndName: string, name = 'session', account = OWN): RequestPrincipal {
  const friendly = pathAndName.slice(pathAndName.lastIndexOf('/') + 1);
  return { arn: sessionArn(friendly, name, account), role: role(pathAndName, account) };
}

export const ALICE = user('Alice');
export const ADMIN = session('Admin');
export const ANONYMOUS: RequestPrincipal = { anonymous: true };

export const BUCKET = 'arn:aws:s3:::amzn-s3-demo-bucket';
export const OBJECT = `${BUCKET}/AWSLogs/file.json.gz`;
export const TRAIL = `arn:aws:cloudtrail:us-east-1:${OWN}:trail/audit`;
export const KEY = `arn:aws:kms:us-west-2:${OWN}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

type Rest = Partial<Omit<PolicyStatement, 'Effect' | 'Action' | 'Resource'>>;
type Many = string | readonly string[];

export const allow = (Action: Many, Resource: Many = '*', rest: Rest = {}): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...rest,
});
export const deny = (Action: Many, Resource: Many = '*', rest: Rest = {}): PolicyStatement => ({
  Effect: 'Deny',
  Action,
  Resource,
  ...rest,
});
export const policy = (...statements: readonly PolicyStatement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements,
});

/** AdministratorAccess, FullAWSAccess, and the identity policy of whoever must not be the reason of a denial. */
export const FULL = policy(allow('*', '*', { Sid: 'Full' }));

/** `resourceAccount` is the one in the ARN; for S3, whose ARNs have none, and `*`, the account of most cases. */
export function request(
  principal: RequestPrincipal,
  action: string,
  resource: string,
  context: Context = {},
  resourceAccount = resource.split(':')[4] || OWN,
): EvaluateInput['request'] {
  return { principal, action, resource, resourceAccount, context };
}

/** Alice's only permission is `statements`; the rest of the request is as given. */
export function identityCase(
  source: string,
  name: string,
  statements: readonly PolicyStatement[],
  asked: { action: string; resource: string; context?: Context },
  decision: Decision['decision'],
): PolicyCase {
  return {
    name,
    source,
    input: {
      request: request(ALICE, asked.action, asked.resource, asked.context ?? {}),
      identityPolicies: [policy(...statements)],
    },
    expect: { decision },
  };
}

export type Condition = NonNullable<PolicyStatement['Condition']>;
/** What the condition is, what the request says, and whether AWS's page calls that a match. */
export type ConditionRow = readonly [
  name: string,
  condition: Condition,
  context: Context,
  'match' | 'no match',
];

/** The only Allow of Alice carries the condition: a match allows, no match leaves nothing that does. */
export const underAllow =
  (source: string) =>
  ([name, Condition, context, result]: ConditionRow): PolicyCase =>
    identityCase(
      source,
      name,
      [allow('s3:ListBucket', BUCKET, { Condition })],
      { action: 's3:ListBucket', resource: BUCKET, context },
      result === 'match' ? 'allowed' : 'implicit-deny',
    );

/** Alice may do everything but what a Deny with the condition refuses. */
export const underDeny =
  (source: string) =>
  ([name, Condition, context, result]: ConditionRow): PolicyCase =>
    identityCase(
      source,
      `${name} (under Deny)`,
      [allow('*'), deny('s3:ListBucket', BUCKET, { Condition })],
      { action: 's3:ListBucket', resource: BUCKET, context },
      result === 'match' ? 'explicit-deny' : 'allowed',
    );
