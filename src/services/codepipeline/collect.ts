import {
  type CodePipelineClient,
  GetPipelineCommand,
  paginateListPipelines,
} from '@aws-sdk/client-codepipeline';
import { orAbsent } from '../../aws/absent.ts';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn, ownArn } from '../../aws/arn.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import { orWithoutEndpoint } from '../../aws/without-endpoint.ts';
import type { Resource } from '../../model/resource.ts';
import { codepipelineClient } from './operations.ts';

/** The account's pipelines of one Region, each with its service role, which no listing tells. */
export async function collectPipelines(access: AwsAccess): Promise<Reading<readonly Resource[]>> {
  const client = codepipelineClient(access);
  const reader = new Reader();
  const listed = await reader.read(ownArn(access, 'codepipeline', '*'), 'codepipeline:ListPipelines', () =>
    orWithoutEndpoint(access, 'codepipeline', [], () =>
      all(paginateListPipelines({ client }, {}), (page) => page.pipelines),
    ),
  );
  const names = (listed ?? []).flatMap(({ name }) => name ?? []);
  const pipelines = await concurrently(names, (name) => pipelineOf(access, client, reader, name));
  return { value: pipelines.flatMap((one) => one ?? []).sort(byArn), gaps: reader.gaps };
}

/** `undefined`: it was deleted after it was listed. */
async function pipelineOf(
  access: AwsAccess,
  client: CodePipelineClient,
  reader: Reader,
  name: string,
): Promise<Resource | undefined> {
  const arn = ownArn(access, 'codepipeline', name);
  const role = await reader.read(arn, 'codepipeline:GetPipeline', () =>
    orAbsent('PipelineNotFoundException', 'gone' as const, async () => {
      const { pipeline } = await client.send(new GetPipelineCommand({ name }));
      return { arn: pipeline?.roleArn };
    }),
  );
  if (role === 'gone') return undefined;
  return {
    type: 'AWS::CodePipeline::Pipeline',
    arn,
    name,
    accountId: access.caller.accountId,
    region: access.region,
    ...(role?.arn === undefined ? {} : { roleArn: role.arn }),
  };
}
