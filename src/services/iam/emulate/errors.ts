import { AwsError } from '../../../sandbox/aws-error.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and the errors of each operation. */
export const noSuchEntity = (message: string): AwsError => new AwsError('NoSuchEntity', 404, message);

export const alreadyExists = (message: string): AwsError => new AwsError('EntityAlreadyExists', 409, message);

export const deleteConflict = (message: string): AwsError => new AwsError('DeleteConflict', 409, message);

export const limitExceeded = (quota: string, limit: number): AwsError =>
  new AwsError('LimitExceeded', 409, `Cannot exceed quota for ${quota}: ${limit}`);

export const malformedPolicy = (message: string): AwsError =>
  new AwsError('MalformedPolicyDocument', 400, message);

export const invalidInput = (message: string): AwsError => new AwsError('InvalidInput', 400, message);

export const validationError = (message: string): AwsError => new AwsError('ValidationError', 400, message);

export const notEmulated = (what: string): AwsError =>
  new AwsError('NotEmulated', 501, `The sandbox does not emulate ${what}.`);
