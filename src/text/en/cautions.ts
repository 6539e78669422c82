import type { CautionFact, CautionVerdict } from '../../model/caution.ts';

const verdicts: Readonly<Record<CautionVerdict, string>> = {
  kept: 'kept',
  'not-kept': 'NOT KEPT',
  unknown: 'not known',
};

const facts: Readonly<Record<CautionFact['kind'], (names: string) => string>> = {
  user: (names) => `IAM users: ${names}`,
  'access-keys': (names) => `Access keys of ${names}`,
  'no-mfa': (names) => `Without MFA: ${names}`,
  'virtual-mfa': (names) => `With a virtual MFA device, whose code can be phished: ${names}`,
  'signs-in-elsewhere': (names) =>
    `With what MFA they sign in who come as these roles is not told here: ${names}`,
  'may-unguard': (names) => `May change policies, trails or permissions: ${names}`,
  'policies-unread': (names) => `Their policies were not read in full: ${names}`,
  workload: (names) => `Runs there: ${names}`,
};

/** What must hold in the management account, and whether it does. */
export const cautions = {
  title: (account: string) => `NO POLICY BINDS THE MANAGEMENT ACCOUNT (${account}). WHAT MUST HOLD THERE:`,
  unread: 'Nothing of it was read: whether this holds is not known.',
  verdicts,
  facts,
  root: 'root',
  keys: (name: string, count: number) => (count === 1 ? name : `${name} (${count})`),
  more: (count: number) => `and ${count} more`,
  hidden: (reads: string) => `Not read: ${reads}`,
};
