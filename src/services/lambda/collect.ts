import {
  type EventSourceMappingConfiguration,
  type FunctionConfiguration,
  GetPolicyCommand,
  type LambdaClient,
  paginateListEventSourceMappings,
  paginateListFunctions,
} from '@aws-sdk/client-lambda';
import { orAbsent } from '../../aws/absent.ts';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn, distinct, ownArn } from '../../aws/arn.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import type { Resource } from '../../model/resource.ts';
import { lambdaClient } from './operations.ts';

type Mappings = readonly EventSourceMappingConfiguration[];

/**
 * The account's Lambda functions of one Region, each with its own policy (not those of its versions and aliases) and
 * its event source mappings with their sources.
 */
export async function collectFunctions(access: AwsAccess): Promise<Reading<readonly Resource[]>> {
  const client = lambdaClient(access);
  const reader = new Reader();
  const functions = await reader.read(ownArn(access, 'lambda', 'function:*'), 'lambda:ListFunctions', () =>
    all(paginateListFunctions({ client }, {}), (page) => page.Functions),
  );
  // A mapping is one function's: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
  if (functions === undefined || functions.length === 0) return { value: [], gaps: reader.gaps };
  const mappings = await reader.read(
    ownArn(access, 'lambda', 'event-source-mapping:*'),
    'lambda:ListEventSourceMappings',
    () => all(paginateListEventSourceMappings({ client }, {}), (page) => page.EventSourceMappings),
  );
  const value = await concurrently(functions, (one) => functionOf(client, reader, one, mappings));
  return { value: [...value].sort(byArn), gaps: reader.gaps };
}

async function functionOf(
  client: LambdaClient,
  reader: Reader,
  { FunctionArn: arn = '', FunctionName: name = '', Role, KMSKeyArn }: FunctionConfiguration,
  mappings: Mappings | undefined,
): Promise<Resource> {
  const policy = await reader.read(arn, 'lambda:GetPolicy', () => policyOf(client, arn));
  return {
    type: 'AWS::Lambda::Function',
    arn,
    name,
    accountId: arn.split(':')[4] ?? '',
    region: arn.split(':')[3] ?? '',
    ...(policy === undefined || policy === 'none' ? {} : { policy }),
    ...(KMSKeyArn === undefined ? {} : { kmsKeyArn: KMSKeyArn }),
    ...(Role === undefined ? {} : { roleArn: Role }),
    ...(mappings === undefined ? {} : { concerns: concernsOf(arn, mappings) }),
  };
}

const policyOf = (client: LambdaClient, arn: string): Promise<PolicyDocument | 'none'> =>
  orAbsent('ResourceNotFoundException', 'none', async () => {
    const { Policy } = await client.send(new GetPolicyCommand({ FunctionName: arn }));
    return Policy === undefined ? 'none' : JSON.parse(Policy);
  });

/** A mapping may name a version or an alias of the function. */
const concernsOf = (arn: string, mappings: Mappings): readonly string[] =>
  distinct(
    mappings
      .filter(({ FunctionArn = '' }) => FunctionArn === arn || FunctionArn.startsWith(`${arn}:`))
      .flatMap(({ EventSourceMappingArn, EventSourceArn }) => [EventSourceMappingArn, EventSourceArn]),
  );
