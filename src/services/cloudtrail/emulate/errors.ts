import { AwsError } from '../../../sandbox/aws-error.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html#API_UpdateTrail_Errors and its sisters */
const fail = (code: string) => (message: string) => new AwsError(code, 400, message);

export const trailNotFound = (name: string, accountId: string | undefined) =>
  fail('TrailNotFoundException')(`Unknown trail: ${name} for the user: ${accountId ?? 'anonymous'}`);
export const trailExists = (name: string, accountId: string) =>
  fail('TrailAlreadyExistsException')(`Trail ${name} already exists for customer: ${accountId}`);
export const tooManyTrails = (accountId: string) =>
  fail('MaximumNumberOfTrailsExceededException')(`User: ${accountId} already has 5 trails in this Region.`);
export const invalidArn = fail('CloudTrailARNInvalidException');
export const invalidParameter = fail('InvalidParameterException');
export const invalidName = fail('InvalidTrailNameException');
export const invalidHomeRegion = (name: string, region: string) =>
  fail('InvalidHomeRegionException')(`The trail ${name} can be changed only in its home Region, ${region}.`);
export const invalidSelectors = fail('InvalidEventSelectorsException');
export const invalidCombination = fail('InvalidParameterCombinationException');
export const noBucket = (name: string) =>
  fail('S3BucketDoesNotExistException')(`S3 bucket ${name} does not exist!`);
export const bucketPolicy = (name: string) =>
  fail('InsufficientS3BucketPolicyException')(`Incorrect S3 bucket policy is detected for bucket: ${name}`);
export const invalidBucketName = fail('InvalidS3BucketNameException');
export const invalidPrefix = fail('InvalidS3PrefixException');
export const notManagement = () =>
  fail('NotOrganizationMasterAccountException')(
    'The Amazon Web Services account making the request is not the management account of the organization.',
  );
export const noOrganization = () =>
  fail('OrganizationsNotInUseException')('The account is not a member of an organization.');
export const noTrustedAccess = () =>
  fail('CloudTrailAccessNotEnabledException')(
    'Trusted access for CloudTrail is not enabled in the organization.',
  );
export const noEventDataStore = (named: string) =>
  fail('EventDataStoreNotFoundException')(`The event data store ${named} was not found.`);
export const noChannel = (named: string) =>
  fail('ChannelNotFoundException')(`The channel ${named} was not found.`);
export const noResource = (arn: string) =>
  fail('ResourceNotFoundException')(`The resource ${arn} was not found.`);
export const noResourcePolicy = (arn: string) =>
  fail('ResourcePolicyNotFoundException')(`No resource policy is attached to ${arn}.`);
export const invalidTime = fail('InvalidTimeRangeException');
export const invalidToken = () => fail('InvalidNextTokenException')('The token is not valid.');
export const invalidCategory = fail('InvalidEventCategoryException');
export const invalidAttributes = fail('InvalidLookupAttributesException');
export const invalidMaxResults = fail('InvalidMaxResultsException');
export const invalidTag = fail('InvalidTagParameterException');
export const tooManyTags = () => fail('TagsLimitExceededException')('A trail has at most 50 tags.');
export const noInsights = (name: string) =>
  fail('InsightNotEnabledException')(`Insights is not enabled on the trail ${name}.`);
/** What the sandbox cannot act out must not seem to have worked. */
export const notEmulated = (what: string) =>
  new AwsError('NotEmulated', 501, `The sandbox does not emulate ${what}.`);
