import type { Answer, Judged, Way } from '../../src/model/answer.ts';

const ACCOUNT = '222222222222';
const ARN = 'arn:aws:s3:::amzn-s3-demo-logs';

const judged = (rest: Partial<Judged> & Pick<Judged, 'technique' | 'goal' | 'verdict'>): Judged => ({
  actor: { kind: 'admin', accountId: ACCOUNT },
  target: ARN,
  accounts: [ACCOUNT],
  direct: rest.verdict,
  ...rest,
});

const wayOf = (shown: Judged, findings: readonly Judged[] = [shown]): Way => ({
  technique: shown.technique,
  goal: shown.goal,
  target: shown.target,
  verdict: shown.verdict,
  direct: shown.direct === 'possible',
  shown,
  findings,
  accounts: shown.accounts,
  accepted: shown.accepted === true,
  known: shown.known === true,
});

const lifecycle = judged({
  technique: 's3-lifecycle-expire',
  goal: 'expire',
  verdict: 'possible',
  direct: 'blocked',
  path: [
    {
      technique: 'exempt-principal-tag',
      operation: 'iam:TagRole',
      principal: `arn:aws:iam::${ACCOUNT}:role/Admin`,
      action: 'iam:TagRole',
      resource: `arn:aws:iam::${ACCOUNT}:role/Admin`,
      context: { 'aws:TagKeys': ['team'] },
      because: 'no-statement',
    },
    {
      technique: 's3-lifecycle-expire',
      operation: 's3:PutBucketLifecycleConfiguration',
      principal: `arn:aws:iam::${ACCOUNT}:root`,
      action: 's3:PutLifecycleConfiguration',
      resource: ARN,
      context: {},
      because: 'spared',
      spared: [
        { layer: 'scp', policy: '[guard](http://x) | _a_ <b>', sid: 'Keep', index: 1, attachedTo: 'r-exam' },
      ],
    },
  ],
  fix: {
    kind: 'deny',
    policyType: 'scp',
    actions: ['iam:TagRole'],
    resources: ['arn:aws:iam::*:role/*'],
    accounts: [ACCOUNT],
  },
  exceptions: [{ owner: '@logs', reason: 'migration', expires: '2026-01-31', expired: true }],
});
const asRoot = { ...lifecycle, actor: { kind: 'root' as const, accountId: ACCOUNT } };

const disabled = judged({
  technique: 'kms-disable-key',
  goal: 'unreadable',
  verdict: 'unknown',
  missing: [
    { kind: 'unread', resource: 'arn:aws:kms:us-east-1:222222222222:key/1', action: 'kms:GetKeyPolicy' },
  ],
});
const open = wayOf(lifecycle, [lifecycle, asRoot]);
/** By the owner of a bucket whom no policy binds. */
const replicated = wayOf(
  judged({
    technique: 's3-replicate-out',
    goal: 'redirect',
    verdict: 'possible',
    fix: { kind: 'detect' },
  }),
);

const TRAIL = 'arn:aws:cloudtrail:us-east-1:222222222222:trail/a_b';
const KEY = 'arn:aws:kms:us-east-1:222222222222:key/1';

/** One open way and one of which nothing is known, with names that would like to be markup. */
export const answer: Answer = {
  summary: {
    answer: 'yes',
    ways: 2,
    judged: 3,
    blocked: 0,
    unknown: 1,
    notApplicable: 0,
    residual: 2,
    accepted: 0,
    expired: 1,
    fresh: 1,
    goals: [
      { goal: 'unreadable', open: 0, blocked: 0, unknown: 1, residual: 0 },
      { goal: 'expire', open: 1, blocked: 0, unknown: 0, residual: 0 },
      { goal: 'redirect', open: 1, blocked: 0, unknown: 0, residual: 0 },
    ],
    leftWhenFixed: 1,
    status: 3,
  },
  managementAccount: { id: ACCOUNT, cautions: [] },
  troubles: [
    { kind: 'not-delivered', trail: TRAIL, delivery: 'digestFiles', code: 'AccessDenied' },
    { kind: 'key-deleted', key: KEY, on: '2026-12-24T00:00:00.000Z' },
  ],
  claim: {
    evaluation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
    version: '1.2.3',
    techniques: 40,
    snapshot: {
      organization: 'o-exampleorgid',
      readAt: '2026-11-02T00:00:00Z',
      readBy: 'arn:aws:iam::111111111111:role/Reader',
      accounts: { of: 12, read: 10, unreadable: ['444455556666'], left: 1 },
      inactive: 2,
      unread: ['roles'],
      gaps: [
        {
          resource: 'ou-exam-1',
          action: 'organizations:ListAccountsForParent',
          code: 'AccessDenied',
          message: 'no',
        },
      ],
    },
    layouts: [],
    actors: ['admin', 'root'],
    as: [],
    exempt: ['aws:PrincipalTag/team=security'],
    only: ['--ou Security'],
  },
  ways: [open, replicated, wayOf(disabled)],
  fixes: [
    {
      fix: {
        kind: 'deny',
        policyType: 'scp',
        statements: [{ actions: ['iam:TagRole'], resources: ['arn:aws:iam::*:role/*'] }],
        accounts: [ACCOUNT],
      },
      ways: [open],
      inPathOf: 1,
      closes: 1,
    },
    { fix: { kind: 'detect' }, ways: [replicated], inPathOf: 1 },
  ],
  left: [{ way: replicated, why: 'no-policy' }],
  findings: [lifecycle, asRoot, replicated.shown, disabled],
  unused: [],
  names: { [ACCOUNT]: 'log|archive', 'r-exam': 'Root' },
};
