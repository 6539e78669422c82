import type { Resource } from '../../model/resource.ts';
import { AwsError } from '../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call, Emulation, Operation } from '../../sandbox/emulation.ts';
import { isRecord, optionalInteger, optionalText, text } from '../../sandbox/input.ts';
import { needOn, ownArn, ownResources } from '../../sandbox/own-resources.ts';
import { page } from '../../sandbox/pages.ts';
import { jsonProtocol } from '../../sandbox/protocols/json.ts';

const pipelinesOf = (call: Call): readonly Resource[] => ownResources(call, 'AWS::CodePipeline::Pipeline');

const NAME = { max: 100, pattern: /^[A-Za-z0-9.@\-_]+$/ };

const onPipeline = (call: Call, named: Call['input']): AuthorizationNeed =>
  needOn(call, `codepipeline:${call.operation}`, ownArn(call, 'codepipeline', text(named, 'name', NAME)));

/** The role that a pipeline is given is handed over. */
function updating(call: Call): readonly AuthorizationNeed[] {
  const pipeline = isRecord(call.input.pipeline) ? call.input.pipeline : {};
  return [
    onPipeline(call, pipeline),
    {
      action: 'iam:PassRole',
      resource: text(pipeline, 'roleArn', { max: 1024 }),
      context: { 'iam:PassedToService': 'codepipeline.amazonaws.com' },
    },
  ];
}

/** https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ListPipelines.html */
function listPipelines(call: Call): unknown {
  const found = page(pipelinesOf(call), ({ name }) => name, {
    token: optionalText(call.input, 'nextToken', { max: 2048 }),
    size: optionalInteger(call.input, 'maxResults', { min: 1, max: 1000 }) ?? 100,
  });
  if (found === undefined) {
    throw new AwsError(
      'InvalidNextTokenException',
      400,
      'The next token was specified in an invalid format.',
    );
  }
  return { pipelines: found.items.map(({ name }) => ({ name, version: 1 })), nextToken: found.next };
}

/** The World knows as whom a pipeline runs, and not what. https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_GetPipeline.html */
function getPipeline(call: Call): unknown {
  const name = text(call.input, 'name', NAME);
  const pipeline = pipelinesOf(call).find((one) => one.name === name);
  if (pipeline === undefined) {
    throw new AwsError(
      'PipelineNotFoundException',
      400,
      `Account '${call.caller.accountId}' does not have a pipeline with name '${name}'`,
    );
  }
  const { arn, roleArn } = pipeline;
  return { pipeline: { name, roleArn, stages: [], version: 1 }, metadata: { pipelineArn: arn } };
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodepipeline.html */
const operations: Readonly<Record<string, Operation>> = {
  GetPipeline: { access: 'read', needs: (call) => [onPipeline(call, call.input)], run: getPipeline },
  ListPipelines: {
    access: 'read',
    needs: () => [{ action: 'codepipeline:ListPipelines', resource: '*' }],
    run: listPipelines,
  },
  UpdatePipeline: { access: 'write', needs: updating },
};

/** https://docs.aws.amazon.com/codepipeline/latest/APIReference/Welcome.html */
export default {
  service: 'codepipeline',
  protocol: jsonProtocol({ targets: ['CodePipeline_20150709'] }),
  accessDeniedCode: 'AccessDeniedException',
  operations,
} satisfies Emulation;
