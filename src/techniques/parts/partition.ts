/** `aws`, `aws-cn`, `aws-us-gov`, …: as the ARN says. */
export const partitionOf = (arn: string): string => arn.split(':')[1] ?? '';
