import { invalidName } from './errors.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html */
export function validName(name: string): string {
  if (name.length < 3) throw invalidName('Trail name too short. Minimum allowed length: 3 characters.');
  if (name.length > 128) throw invalidName('Trail name too long. Maximum allowed length: 128 characters.');
  if (!/^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/.test(name) || isAddress(name)) {
    throw invalidName(
      'Trail name must start and end with a letter or number, and hold letters, numbers and single periods, underscores and dashes only.',
    );
  }
  return name;
}

const isAddress = (name: string): boolean => /^\d{1,3}(\.\d{1,3}){3}$/.test(name);
