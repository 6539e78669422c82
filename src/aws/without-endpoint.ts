import { DEFAULT_REGIONS } from '../model/region.ts';
import { orAbsent } from './absent.ts';
import type { AwsAccess } from './access.ts';

/**
 * What `read` answers; `absent` where its service has no endpoint: AWS lists none in the Region, and there is no such
 * host. Asked all the same, so that a service is not overlooked once it is there.
 */
export const orWithoutEndpoint = <T, Absent>(
  access: AwsAccess,
  service: keyof typeof LISTED,
  absent: Absent,
  read: () => Promise<T>,
): Promise<T | Absent> => (LISTED[service](access) ? read() : orAbsent('ENOTFOUND', absent, read));

const GOVCLOUD = ['us-gov-east-1', 'us-gov-west-1'] as const;

/** https://docs.aws.amazon.com/general/latest/gr/codepipeline.html */
const CODE_PIPELINE: ReadonlySet<string> = new Set([
  ...DEFAULT_REGIONS,
  ...GOVCLOUD,
  ...['af-south-1', 'ap-east-1', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5'],
  ...['eu-central-2', 'eu-south-1', 'eu-south-2', 'il-central-1', 'me-central-1', 'me-south-1'],
  ...['cn-north-1', 'cn-northwest-1'],
]);

/** https://docs.aws.amazon.com/general/latest/gr/securitylake.html */
const SECURITY_LAKE: ReadonlySet<string> = new Set([...DEFAULT_REGIONS, ...GOVCLOUD]);

/** https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-Beijing.html: the one partition without Control Tower. */
const LISTED = {
  codepipeline: ({ region }: AwsAccess) => CODE_PIPELINE.has(region),
  controltower: ({ partition }: AwsAccess) => partition !== 'aws-cn',
  securitylake: ({ region }: AwsAccess) => SECURITY_LAKE.has(region),
} as const;
