import type { Organization } from '../../model/snapshot.ts';
import type { Missing } from '../../model/technique.ts';

export const CLOUDTRAIL = 'cloudtrail.amazonaws.com';

export const trustsCloudTrail = ({ arn, trustedAccess }: Organization): boolean | Missing =>
  trustedAccess?.includes(CLOUDTRAIL) ?? {
    resource: arn,
    action: 'organizations:ListAWSServiceAccessForOrganization',
  };
