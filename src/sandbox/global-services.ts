import { globalRegion } from '../policy/global-services.ts';

/**
 * Where a call acts and is recorded.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
 */
export function recordedRegion(partition: string, service: string, region: string): string {
  return globalRegion(partition, service) ?? region;
}

/**
 * Whether a trail takes the event only if it includes global service events. The sandbox stands for the global
 * endpoint of STS as well as for the one of its Region: there the trail that may not hear it, does not.
 */
export function isGlobalServiceEvent(partition: string, service: string, region: string): boolean {
  const home = globalRegion(partition, service);
  return home !== undefined || (service === 'sts' && region === globalRegion(partition, 'iam'));
}
