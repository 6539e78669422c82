/**
 * Services with one endpoint a partition: whatever Region the client signed for, they act and are recorded in one.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
 */
const GLOBAL = new Set(['account', 'iam', 'organizations']);

const GLOBAL_REGION: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
};

export function recordedRegion(partition: string, service: string, region: string): string {
  return GLOBAL.has(service) ? globalRegion(partition) : region;
}

/**
 * Whether a trail takes the event only if it includes global service events. The sandbox stands for the global
 * endpoint of STS as well as for the one of its Region: there the trail that may not hear it, does not.
 */
export function isGlobalServiceEvent(partition: string, service: string, region: string): boolean {
  return GLOBAL.has(service) || (service === 'sts' && region === globalRegion(partition));
}

const globalRegion = (partition: string): string => GLOBAL_REGION[partition] ?? 'us-east-1';
