import { AwsError } from '../../../sandbox/aws-error.ts';

/** Every client error of KMS answers 400. https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html */
const fail = (code: string) => (message: string) => new AwsError(code, 400, message);

export const notFound = fail('NotFoundException');
export const invalidArn = (named: string) => fail('InvalidArnException')(`Invalid arn ${named}`);
export const invalidState = fail('KMSInvalidStateException');
export const invalidMarker = () => fail('InvalidMarkerException')('The marker is not valid.');
export const invalidAlias = fail('InvalidAliasNameException');
export const invalidGrantToken = () => fail('InvalidGrantTokenException')('The grant token is not valid.');
export const aliasExists = (arn: string) =>
  fail('AlreadyExistsException')(`An alias with the name ${arn} already exists`);
export const aliasNotFound = (arn: string) => notFound(`Alias ${arn} is not found.`);
export const malformedPolicy = fail('MalformedPolicyDocumentException');
export const limitExceeded = fail('LimitExceededException');
export const invalidTag = fail('TagException');
export const validation = fail('ValidationException');
export const unsupported = fail('UnsupportedOperationException');
export const dryRun = () =>
  fail('DryRunOperationException')('The request would have succeeded, but the DryRun option is set.');
