import type { Coverage } from '../../model/coverage.ts';
import { coverage } from './coverage.ts';

export const drill = {
  means: {
    attacks:
      'This is the sandbox: real attacks, on decoys where an object is the target. What can be taken back is.',
    twin: 'Real attacks on a twin of the organization, in this process: AWS is not called. What the Snapshot does not hold is as AWS makes it.',
    probes: 'Harmless probes only: this is AWS. What has no probe is skipped.',
  },
  columns: { attack: 'attack', outcome: 'outcome', note: '' },
  outcomes: { refused: 'refused', succeeded: 'SUCCEEDED', unknown: 'unknown', skipped: 'skipped' },
  why: {
    'no-probe': 'no harmless call shows it',
    'probe-authorized': 'let through (a probe)',
    'refused-by-other-policy': 'refused, but by no organization policy',
    'refusal-unexplained': 'refused; AWS does not say by what',
    'policy-not-attached': 'refused by a policy not attached here',
    'policies-unreadable': 'refused; policies unreadable',
    'denial-unexplained': 'refused; its policy does not say so',
    'denied-by-region': 'refused for its Region only',
    'denied-by-circumstance': 'refused for its origin or time only',
    'bucket-not-empty': 'let through; the bucket was not empty',
    'not-emulated': 'authorized; the sandbox does not act it out',
    failed: 'failed otherwise',
    unreadable: 'not tried: its target is unreadable',
    'no-decoy': 'not tried: no decoy could be put',
  },
  harm: (harm: string, fate: string) => `${harm}; ${fate}`,
  undone: 'taken back',
  undoneInTime: 'taken back before it did harm',
  notUndone: 'NOT taken back',
  noUndo: 'cannot be taken back (a decoy)',
  refusedByTitle: 'Refused by',
  times: (count: number) => `${count} ×`,
  asTitle: 'As',
  onTitle: 'On',
  summary: (refused: number, of: number) => `${refused} of ${of} attacks refused.`,
  others: { succeeded: 'succeeded', unknown: 'unknown', skipped: 'skipped, not counted as refused' },
  seen: (account: string, whole: Coverage) =>
    `Attacked from account ${account} alone; of the organization, ${coverage(whole)}.`,
  gapsTitle: 'Not read, and therefore not attacked',
  decoysLeft: (count: number, run: string) =>
    `Decoys left in the log bucket, for they cannot be deleted: ${count} (indelible-decoy-${run}-…).`,
  interrupted: 'Interrupted: the remaining attacks were not tried.',
  nextTitle: 'Next',
  nextMeans: 'the same in the organization itself: on AWS by harmless probes',
  findable: 'In the CloudTrail logs this run is found by its user agent:',
  nothingRefused: 'No attack was tried: this says nothing.',
};
