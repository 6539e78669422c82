import { AwsError } from '../../../sandbox/aws-error.ts';

/** Every error of Organizations answers 400. https://docs.aws.amazon.com/organizations/latest/APIReference/CommonErrors.html */
export const refused = (code: string, message: string, reason?: string): AwsError =>
  new AwsError(code, 400, message, reason === undefined ? {} : { Reason: reason });

export const constraint = (reason: string, message: string): AwsError =>
  refused('ConstraintViolationException', message, reason);

export const invalidInput = (reason: string, message: string): AwsError =>
  refused('InvalidInputException', message, reason);

export const accessDenied = (): AwsError =>
  refused('AccessDeniedException', "You don't have permissions to access this resource.");

export const accountNotFound = (): AwsError =>
  refused('AccountNotFoundException', "You specified an account that doesn't exist.");

export const policyNotFound = (): AwsError =>
  refused('PolicyNotFoundException', "We can't find a policy with the PolicyId that you specified.");

export const targetNotFound = (): AwsError =>
  refused('TargetNotFoundException', "You specified a target that doesn't exist.");

export const parentNotFound = (): AwsError =>
  refused('ParentNotFoundException', "You specified a parent that doesn't exist.");

export const notEmulated = (what: string): AwsError =>
  new AwsError('NotEmulated', 501, `The sandbox does not emulate ${what}.`);
