/**
 * The Region in which a service with one endpoint a partition takes every call, whatever Region the client names;
 * `undefined` for every other service. AWS China has two of them: IAM in Beijing, the others in Ningxia.
 * https://docs.aws.amazon.com/organizations/latest/userguide/region-support.html
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-Ningxia.html
 */
export function globalRegion(partition: string, service: string): string | undefined {
  return GLOBAL.get(service)?.[partition];
}

const ELSEWHERE = {
  aws: 'us-east-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
} as const;
const NINGXIA: Readonly<Record<string, string>> = { ...ELSEWHERE, 'aws-cn': 'cn-northwest-1' };
const BEIJING: Readonly<Record<string, string>> = { ...ELSEWHERE, 'aws-cn': 'cn-north-1' };

const GLOBAL: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([
  ['account', NINGXIA],
  ['iam', BEIJING],
  ['organizations', NINGXIA],
]);
