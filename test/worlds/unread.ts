import { LOG_ARCHIVE, organization, resource, WORKLOAD, type World } from './build.ts';

const TOPIC = `arn:aws:sns:us-east-1:${LOG_ARCHIVE}:alerts`;
const open = organization({ resources: [resource('AWS::SNS::Topic', TOPIC)] });

export default [
  {
    name: 'a topic whose policy was not read',
    why: 'It may let in anybody, and it may deny anything to its owner’s principals.',
    snapshot: {
      ...open,
      gaps: [{ resource: TOPIC, action: 'sns:GetTopicAttributes', code: 'AccessDenied', message: '' }],
    },
    expect: [
      { technique: 'sns-topic-break', actor: 'admin', account: LOG_ARCHIVE, verdict: 'unknown' },
      { technique: 'sns-topic-break', actor: 'admin', account: WORKLOAD, verdict: 'unknown' },
      { technique: 'sns-topic-break', actor: 'outside', account: '000000000000', verdict: 'unknown' },
    ],
  },
] satisfies readonly World[];
