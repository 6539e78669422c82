import type { ActorKind, Goal } from '../../model/technique.ts';

const goals: Readonly<Record<Goal, string>> = {
  silence: 'silence: nothing is recorded any more',
  blind: 'blind: less is recorded',
  redirect: 'redirect: the logs go elsewhere',
  erase: 'erase: stored logs are deleted',
  expire: 'expire: stored logs are set to be deleted later',
  tamper: 'tamper: stored logs are changed',
  unreadable: 'unreadable: stored logs can no longer be read',
  unguard: 'unguard: the protection is taken away',
  escape: 'escape: the account leaves the organization’s reach',
  deafen: 'deafen: nobody is told',
};

const actors: Readonly<Record<ActorKind, string>> = {
  owner: 'administrators and root of the account that owns the target',
  'owner-root': 'the root user of the account that owns the target, and nobody else there',
  member: 'administrators of any other member account',
  delegated: 'the delegated administrator',
  management: 'administrators and root of the management account',
  outside: 'anybody outside the organization',
};

export const explain = {
  goals,
  actors,
  goalTitle: 'Goal',
  whyTitle: 'What it does',
  harmTitle: 'What is lost',
  callsTitle: 'The calls',
  wayOf: (number: number, count: number) => `way ${number} of ${count}`,
  anyWay: 'Any one of these ways is enough; the calls of a way are made in order.',
  onExample: 'Accounts and names are those of an example.',
  needs: 'needs',
  perhaps: 'may also need',
  on: 'on',
  where: 'with',
  event: 'CloudTrail event',
  as: 'as',
  asWhom: {
    outsider: 'an account outside the organization',
    account: (account: string) => `somebody of account ${account}`,
    'other-member': (account: string) => `somebody of another member account than ${account}`,
    root: (account: string) => `the root user of account ${account}`,
    'root-session': (account: string) => `a root session of account ${account}`,
    role: (arn: string) => `a service, acting as ${arn}`,
  },
  whoTitle: 'Who',
  delegatedFor: (service: string) => `delegated administrator of ${service}`,
  refusesOthersTitle: 'What the service itself refuses',
  blockedTitle: 'What blocks it',
  notBlockedTitle: 'What does not, though people think so',
  residualTitle: 'What no policy prevents',
  unverifiedTitle: 'Not verified',
  mitreTitle: 'MITRE ATT&CK',
  sourcesTitle: 'Sources',
  next: 'Next',
  nextSteps: {
    plan: (guards: readonly string[]) => `plan the policy that blocks it (${guards.join(', ')})`,
    drill: 'try it as an administrator of a member account',
    list: 'all the techniques',
  },
  listTitle: (count: number) => `${count} known techniques`,
  listMore: 'Of one of them: indelible explain ID',
  index: {
    title: 'Techniques',
    intro:
      'The attacks on CloudTrail logs that Indelible knows, by goal. Each page is made from the technique’s record in `src/techniques/`.',
  },
};
