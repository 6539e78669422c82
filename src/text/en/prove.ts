import type { Because } from '../../model/finding.ts';
import type { Goal } from '../../model/technique.ts';
import type { ActorLabel, PrincipalLabel, StatementLabel } from '../way-labels.ts';
import { coverage } from './coverage.ts';
import { handshakes } from './handshakes.ts';
import { layout } from './layout.ts';
import { trouble } from './trouble.ts';

const goals: Readonly<Record<Goal, string>> = {
  silence: 'silence: nothing is recorded',
  erase: 'erase: stored logs are deleted',
  unreadable: 'unreadable: logs cannot be read',
  expire: 'expire: logs are deleted later',
  tamper: 'tamper: stored logs are changed',
  blind: 'blind: less is recorded',
  unguard: 'unguard: a protection is removed',
  escape: 'escape: an account leaves',
  redirect: 'redirect: logs go elsewhere',
  deafen: 'deafen: nobody is told',
};

const because: Readonly<Record<Exclude<Because, 'spared'>, string>> = {
  unbound: 'No service or resource control policy binds the caller or the resource here.',
  'no-statement': 'Policies bind it, and no statement of theirs denies this action.',
  'granted-outside':
    'The resource’s own policy lets this caller in, and service control policies do not bind it.',
};

const ways = (count: number): string => (count === 1 ? '1 way' : `${count} ways`);
const attacks = (count: number): string => (count === 1 ? '1 attack' : `${count} attacks`);
const NUMBERS = ['', '', 'TWO', 'THREE'];

const LAYERS: Readonly<Record<StatementLabel['layer'], string>> = {
  scp: 'service control policy',
  rcp: 'resource control policy',
  resource: 'resource policy',
  identity: 'identity policy',
  boundary: 'permissions boundary',
  endpoint: 'endpoint policy',
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const place = ({ layer, policy, sid, number, attachedTo }: StatementLabel): string =>
  `statement ${sid === undefined ? number : `${sid} (${number})`} of ${LAYERS[layer]} ${policy} on ${attachedTo}`;

/** Verdicts of `prove`, on a terminal and in reports. */
export const prove = {
  judging: (techniques: number, accounts: number) =>
    `judging ${techniques} techniques in ${accounts} accounts …`,
  unused: (technique: string, owner: string) =>
    `exception for ${technique} (${owner}): nothing needs it any more`,

  question: 'CAN ANYBODY STILL DO IT?',
  yes: (count: number) => `YES: ${ways(count)}`,
  worstTitle: (shown: number) => `THE WORST ${NUMBERS[shown] ?? shown}`,
  no: (judged: number) =>
    judged === 1
      ? 'NO: the one attack judged is blocked (proof: --all)'
      : `NO: all ${judged} attacks judged are blocked (proof: --all)`,
  noBut: {
    management: (judged: number) =>
      `NO, outside the management account: ${attacks(judged)} judged, all blocked (proof: --all)`,
    others: (judged: number) =>
      `NO, as far as policies bind: ${attacks(judged)} judged, all blocked (proof: --all)`,
  },
  notKnown: (unknown: number, judged: number) =>
    `NOT KNOWN: ${unknown} of ${attacks(judged)} could not be judged`,
  noTrail: 'NOT KNOWN: the Snapshot holds no trail, so there is nothing to judge the safety of',
  residualOnly: (count: number) => `YES: ${ways(count)}, none of which a policy can prevent`,
  notApplicable: 'NOTHING TO ATTACK: what was asked about does not exist here',
  fresh: (count: number) =>
    count === 0 ? 'None is new since the baseline.' : `${count} new since the baseline.`,
  accepted: (count: number) => `${ways(count)} with an exception that holds: counted, but no failure.`,
  expired: (count: number) => `${ways(count)} with an exception that has expired.`,
  residual: {
    management: (count: number) =>
      `From the management account, which no policy binds, ${ways(count)} ${count === 1 ? 'stays' : 'stay'} open to whoever gets in there: --residual.`,
    others: (count: number) =>
      `${ways(count)} ${count === 1 ? 'stays' : 'stay'} open to those whom no policy binds, in the management account or outside: --residual.`,
  },
  unguarded: {
    'none-attached':
      'No service control policy is attached anywhere but AWS’s own, which allow everything: none binds the administrators and root users of member accounts.',
    'type-disabled':
      'Service control policies are not enabled in this organization: none binds the administrators and root users of member accounts.',
  },
  startFirst: 'Start with the first policy; a list would say nothing more (--all prints it).',

  lost: 'Lost',
  target: 'Target',
  who: 'Who',
  calls: 'Calls',
  fixLabel: 'Fix',
  reason: 'Reason',
  unknownLabel: 'Unknown',
  exception: 'Except.',
  help: 'Helps',
  viaDetour: 'not directly, but by this detour',
  inBaseline: 'in the baseline',
  exceptionUntil: (owner: string, until: string, reason: string) => `${owner}, until ${until}: ${reason}`,
  exceptionExpired: (owner: string, until: string, reason: string) =>
    `EXPIRED on ${until}: ${owner}: ${reason}`,
  call: (action: string, principal: string) => `${action}, by ${principal}`,
  on: (resource: string) => `on ${resource}`,
  withContext: (pairs: readonly string[]) => `with ${pairs.join(', ')}`,
  because,
  spared: (places: readonly StatementLabel[]) =>
    capital(
      `${places.map(place).join('; ')} ${places.length === 1 ? 'denies' : 'deny'} this action, but not this call: an exemption, a condition or another resource.`,
    ),

  account: (id: string, name: string | undefined) => (name === undefined ? id : `${name} (${id})`),
  outsideAccount: 'an account outside the organization',
  foreignAccount: (id: string) => `account ${id}, outside the organization`,
  accounts: (labels: readonly string[], more: number) => {
    if (more > 0) return `${labels.join(', ')} and ${more} more accounts`;
    const last = labels.at(-1) ?? 'an account that was not read';
    return labels.length < 2 ? last : `${labels.slice(0, -1).join(', ')} and ${last}`;
  },
  actor: ({ kind, accounts }: ActorLabel) =>
    ({
      'admin-root': `administrators and root of ${accounts}`,
      admin: `administrators of ${accounts}`,
      root: `the root user of ${accounts}`,
      delegated: `the delegated administrator ${accounts}`,
      management: `administrators and root of the management account ${accounts}`,
      outside: `anybody in ${accounts}`,
      named: accounts,
    })[kind],
  joined: (parts: readonly string[]) => parts.join('; '),
  principal: ({ what, account }: PrincipalLabel) =>
    what === 'root' ? `the root user of ${account}` : `${what} of ${account}`,

  fix: (actions: string, resources: string, policyType: 'scp' | 'rcp', accounts: string) =>
    `Deny ${actions} on ${resources} by a ${LAYERS[policyType]} that binds ${accounts}.`,
  detect:
    'No policy can deny it where it is: move it to an account that policies bind, or be told of it and keep a copy elsewhere.',
  deny: (actions: string, resources: string) => `Deny ${actions} on ${resources}`,
  denied: (statements: readonly string[]) => `${statements.join('; ')}.`,
  change: {
    scp: (accounts: string) => `A ${LAYERS.scp} that binds ${accounts}:`,
    rcp: (accounts: string) => `A ${LAYERS.rcp} that binds ${accounts}, and leaves out AWS services:`,
  },
  changeBelow: (number: number) => `change ${number} below`,
  fixesTitle: (count: number, closed: number, of: number) => {
    const them = closed === of ? 'THEM' : `${closed} OF ${of}`;
    return count === 1 ? `THE CHANGE THAT CLOSES ${them}` : `THE ${count} CHANGES THAT CLOSE ${them}`;
  },
  fixesUntried: 'CHANGES IN THEIR PATH (not judged anew)',
  noFixes: 'NO CHANGE WAS FOUND THAT CLOSES THEM',
  fixesBindAll:
    'They deny everybody, those whom your policies exempt, too: exempt whom you must, and ask again.',
  onlyAsked: 'Only what was asked about was judged: other attacks, and other paths, may be open.',
  laterPath: 'In a path that opens once the others are closed.',
  leftTitle: 'OPEN IN SPITE OF ALL THAT',
  left: (title: string, technique: string, calls: readonly string[], why: string) =>
    `${title} (${technique})${calls.length === 0 ? '' : ` by ${calls.join(', ')}`}: ${why}`,
  whyLeft: {
    'no-policy': 'no policy binds these calls',
    unknown: 'not known',
    'type-disabled': 'what would close it is a policy type that is not enabled here',
    'gave-up': 'each change left another path, and the search was given up',
    'not-found': 'no statement was found that denies these calls',
  },
  inPathOf: (count: number, of: number) => `In the path of ${count} of ${ways(of)}.`,
  closesAlone: (count: number, of: number, alone: number) =>
    `In the path of ${count} of ${ways(of)}; alone it closes ${alone === 0 ? 'none' : alone}.`,
  closes: (count: number, of: number) => `Closes ${count} of ${ways(of)}.`,
  moreFixes: (count: number) => `and ${count} more: --all`,
  leftWhenFixed: (fixes: number, left: number, of: number) => {
    const all = fixes === 1 ? 'With it' : `With all ${fixes} of them`;
    if (left === 0) return `${all} applied, no way is left (judged anew).`;
    return `${all} applied, ${left} of ${ways(of)} ${left === 1 ? 'is' : 'are'} left by other paths (judged anew).`;
  },

  layers: LAYERS,
  reasons: {
    statement: (one: StatementLabel) => `denied by ${place(one)}`,
    'scp-not-allowed': (attachedTo: string) => `no service control policy on ${attachedTo} allows it`,
    'not-granted': (resource: string) => `nothing lets this caller in: ${resource}`,
    service: (why: string, source: string) => `the service itself refuses: ${why} ${source}`,
    immutable: (until: string) =>
      `locked in compliance mode until ${until}, as the log files that were sampled are`,
  },
  doubts: {
    unread: (action: string, resource: string) => `could not be read: ${action} on ${resource}`,
    'condition-key': (key: string, one: StatementLabel) =>
      `the condition key ${key} decides it, and its values are not known here: ${place(one)}`,
    assumption: (name: string) => `AWS’s documentation leaves it open (${name})`,
    entrance: (role: string, trusted: string) =>
      `${role} lets in ${trusted}: whether an attacker can act through it is not judged`,
    unverified: () => 'no documentation confirms that this works',
    'too-large': () => 'the search was given up: too many possibilities',
  },

  goalTitle: 'BY GOAL',
  goals,
  columns: { open: 'open', blocked: 'blocked', unknown: 'unknown', residual: 'no policy' },
  openTitle: 'OPEN',
  unknownTitle: (count: number) => `NOT KNOWN (${count})`,
  blockedTitle: (count: number) => `BLOCKED FOR THE ATTACKERS NAMED (${count})`,
  residualTitle: (count: number) => `WHAT NO POLICY PREVENTS (${count})`,
  absentTitle: (count: number) => `NOT APPLICABLE: its target or precondition does not exist here (${count})`,

  trouble,

  claimTitle: 'WHAT THIS RESTS ON',
  claim: {
    evaluation: (url: string) => `AWS’s documented evaluation logic: ${url}`,
    catalogue: (version: string, techniques: number) =>
      `Indelible ${version} and the ${techniques} techniques of its catalogue: other attacks are not judged.`,
    snapshot: (organization: string, accounts: number, at: string, by: string) =>
      `The Snapshot of organization ${organization} with its ${accounts} accounts, read at ${at} by ${by}: what changed since is not in it.`,
    layout,
    coverage,
    handshakes,
    inactive: (count: number) => `${count} accounts are not active: nobody attacks from those.`,
    gaps: (count: number) =>
      count === 0
        ? 'No read failed.'
        : `${count === 1 ? '1 read' : `${count} reads`} failed; what depends on it is unknown:`,
    gap: (action: string, resource: string, code: string) => `${action} on ${resource}: ${code}`,
    unread: (lists: readonly string[]) => `Not read at all: ${lists.join(', ')}.`,
    attackers: (kinds: readonly string[]) =>
      `Attackers: ${kinds.join('; ')}; each with every permission that nothing outside their own reach denies.`,
    attacker: {
      admin: 'administrators of member accounts',
      root: 'their root users',
      delegated: 'delegated administrators',
      management: 'the management account',
      outside: 'anybody outside the organization',
      named: 'the principals named with --as, with their own policies',
    },
    exempt: (patterns: readonly string[], more: number) =>
      `Nobody starts as a principal that a policy exempts; reaching one is a step: ${patterns.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
    only: (options: readonly string[]) => `Asked about only: ${options.join(' ')}`,
  },
  more: (count: number) => `and ${count} more`,

  next: 'NEXT',
  nextSteps: {
    all: 'every way, and the proof of what is blocked',
    explain: 'what the worst one does',
    plan: 'plan the policy that guards a trail and its logs',
    drill: 'try the attacks as an administrator of a member account',
    baseline: 'keep this answer, and fail only on what is new',
  },
  markdown: {
    title: 'Can anybody still silence or erase the CloudTrail logs?',
    goal: 'goal',
    more: 'What it rests on',
  },
};
