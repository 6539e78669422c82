import type { OneOrMany, PolicyDocument, PolicyStatement } from '../../../model/policy.ts';
import { type PolicyProblem, parsePolicy } from '../../../policy/index.ts';
import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import type { BucketState } from '../../../sandbox/world.ts';
import { NO_CONTENT, type Reply } from './reply.ts';
import { bucketOf } from './request.ts';

export function getBucketPolicy(call: Call): Reply {
  const { policy, name } = bucketOf(call);
  if (policy === undefined) {
    throw new AwsError('NoSuchBucketPolicy', 404, 'The bucket policy does not exist', { BucketName: name });
  }
  return { headers: { 'content-type': 'application/json' }, body: policy.text };
}

export function deleteBucketPolicy(call: Call): Reply {
  bucketOf(call).policy = undefined;
  return NO_CONTENT;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/BucketRestrictions.html: bucket policies have 20 KB. */
const MAX_BYTES = 20 * 1024;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
export function putBucketPolicy(call: Call): Reply {
  const bucket = bucketOf(call);
  if (call.body.length > MAX_BYTES) throw malformed('Policy exceeds the maximum allowed document size.');
  const text = Buffer.from(call.body).toString();
  const document = documentIn(text, bucket);
  if (blocksPublicPolicy(call, bucket) && statementsOf(document).some(isPublic)) {
    throw new AwsError(
      'AccessDenied',
      403,
      `User: ${call.caller.arn} is not authorized to perform: s3:PutBucketPolicy on resource: "${bucket.arn}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
    );
  }
  bucket.policy = { text, policy: { name: bucket.name, document } };
  return NO_CONTENT;
}

function documentIn(text: string, bucket: BucketState): PolicyDocument {
  if (!text.trimStart().startsWith('{')) {
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  }
  const parsed = parsePolicy(text, 'resource');
  if (!parsed.ok) throw malformed(messageFor(parsed.problems[0]));
  const resources = statementsOf(parsed.document).flatMap(({ Resource, NotResource }) =>
    listOf(Resource ?? NotResource),
  );
  if (!resources.every((resource) => belongsTo(resource, bucket))) {
    throw malformed('Policy has invalid resource');
  }
  return parsed.document;
}

function messageFor(problem: PolicyProblem | undefined): string {
  switch (problem?.code) {
    case 'missing-element':
      return `Missing required field ${problem.parameters.element}`;
    case 'bad-action':
      return 'Policy has invalid action';
    case 'bad-resource':
      return 'Policy has invalid resource';
    case 'bad-principal':
      return 'Invalid principal in policy';
    default:
      return problem?.path ? `Invalid policy syntax at ${problem.path}` : 'This policy contains invalid Json';
  }
}

/** A resource begins with the bucket's name: https://docs.aws.amazon.com/AmazonS3/latest/dev/AccessPolicyLanguage_SpecialInfo.html */
const belongsTo = (resource: string, { arn }: BucketState): boolean =>
  resource === arn || resource.startsWith(`${arn}/`) || resource.startsWith(`${arn}*`);

function blocksPublicPolicy({ world }: Call, { publicAccessBlock, accountId }: BucketState): boolean {
  if (world.accounts.get(accountId)?.publicAccessBlock?.BlockPublicPolicy === true) return true;
  return publicAccessBlock !== 'none' && (publicAccessBlock?.BlockPublicPolicy ?? true);
}

/**
 * Whether a statement is public beyond doubt: everybody, under no condition. AWS also weighs conditions; what it
 * might call public there is let through.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
function isPublic({ Effect, Principal, Condition }: PolicyStatement): boolean {
  if (Effect !== 'Allow' || (Condition && Object.keys(Condition).length > 0)) return false;
  return Principal === '*' || listOf(typeof Principal === 'object' ? Principal.AWS : undefined).includes('*');
}

const statementsOf = ({ Statement }: PolicyDocument): readonly PolicyStatement[] => listOf(Statement);

function listOf<T>(value: OneOrMany<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}

const malformed = (message: string): AwsError => new AwsError('MalformedPolicy', 400, message);
