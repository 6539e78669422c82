import type { UseSource } from '../../model/bucket-use.ts';
import type { Coverage } from '../../model/coverage.ts';
import { coverage } from './coverage.ts';
import { layout } from './layout.ts';

export const plan = {
  layout,
  entering: 'Looking for the trail in the accounts of the target …',
  seen: ({ read, of }: { readonly read: number; readonly of: number }, whole: Coverage) =>
    `Seen: ${read} of ${of} accounts, those of the target and the management account; in the whole organization ${coverage(whole)}.`,
  protects: 'Protects',
  trail: 'trail',
  bucket: 'bucket',
  from: (name: string, id: string) => `from everybody under ${name} (${id})`,
  policyTitle: (name: string) => `Policy ${name}`,
  size: (size: number, quota: number) => `${size} of ${quota} characters`,
  guardsTitle: 'What it does',
  changesTitle: 'Changes, in this order',
  nothing: (target: string) => `Nothing to change: ${target} has this policy already.`,
  stillPossible: 'What stays possible',
  still: (management: string) => [
    `The management account (${management}) is bound by no policy: few users, hardware MFA, no workloads there.`,
    'Whoever may write into the bucket can put other content under the name of a log file: versioning keeps what was there, and the digest files tell.',
    'Not covered: requests through S3 access points, the KMS key of encrypted logs, copies outside this bucket.',
    'To change the trail or its bucket from a member account: take the policy back, change, apply again.',
  ],
  warningsTitle: 'Careful',
  warnings: {
    'trail-not-seen': (p: Readonly<Record<string, string>>) =>
      `No trail \`${p.trail}\` was seen under the target: a mistyped name protects nothing.`,
    'bucket-differs': (p: Readonly<Record<string, string>>) =>
      `Trail \`${p.trail}\` delivers to \`${p.actual}\`, and not to \`${p.bucket}\`.`,
    'bucket-in-management': (p: Readonly<Record<string, string>>) =>
      `Bucket \`${p.bucket}\` is in the management account, where no policy binds: move the logs to a member account.`,
    'bucket-outside-target': (p: Readonly<Record<string, string>>) =>
      `No account seen under the target owns bucket \`${p.bucket}\`: administrators of the account that does may still erase it.`,
    'bucket-unversioned': (p: Readonly<Record<string, string>>) =>
      `Versioning of bucket \`${p.bucket}\` was not seen to be on: whoever overwrites a log file then erases it, and this policy allows writing. Turn versioning on first.`,
    'control-tower-updates': (p: Readonly<Record<string, string>>) =>
      `AWS Control Tower changes the settings of bucket \`${p.bucket}\` as \`AWSControlTowerExecution\`, and this policy leaves nobody out: an update of the landing zone that does so fails. Before such an update detach the policy, and afterwards plan and apply again.`,
    'accelerator-updates': (p: Readonly<Record<string, string>>) =>
      `Landing Zone Accelerator on AWS changes the settings of bucket \`${p.bucket}\` as \`cdk-accel-*\` roles, and this policy leaves nobody out: a run of its pipeline that does so fails. Before such a run detach the policy, and afterwards plan and apply again.`,
    'accelerator-reverts': () =>
      'Landing Zone Accelerator on AWS detaches, where scpRevertChangesConfig is on, what others attach to the units and accounts that it manages. Put this policy under serviceControlPolicies in its organization-config.yaml instead.',
    'writer-stopped': (p: Readonly<Record<string, string>>) =>
      `This policy takes ${p.actions} from \`${p.principal}\`, which needs it to write into \`${p.bucket}\` (${p.from}). Let it write into another bucket first.`,
  },
  use: {
    writers: (bucket: string) => `Who else writes into ${bucket}`,
    readers: (bucket: string) => `Who reads from ${bucket}`,
    more: (count: number) => `and ${count} more`,
    somebody: 'others',
    bound: {
      yes: 'SCPs bind it',
      no: 'no SCP binds it',
      unknown: 'perhaps bound by SCPs',
    },
    by: {
      'access-logs': 'S3 access logs of',
      'access-point': 'access point',
      acl: 'access control list:',
      'bucket-policy': 'bucket policy:',
      config: 'AWS Config:',
      firehose: 'Firehose:',
      'flow-log': 'VPC flow log',
      folder: 'folder',
      'load-balancer': 'load balancer',
      notification: 'event notification to',
      replication: 'S3 replication:',
    } satisfies Record<UseSource, string>,
    unread: (actions: string) =>
      `Who else uses the bucket is not wholly known: not read were ${actions}. To look for it: indelible collect --depth full, then plan --snapshot.`,
  },
  gapsTitle: 'Not read',
  written: (file: string) => `Plan written to ${file}. Nothing has changed yet.`,
  fromFile:
    'It was made from a file. apply reads the organization, and stops where that is not as the plan takes it.',
  undo: 'apply first writes a plan that takes it back.',
  next: 'Next:',
};
