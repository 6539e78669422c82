import type { PolicyDocument } from '../model/policy.ts';
import type { Tags } from '../model/snapshot.ts';
import type { RequestPrincipal } from '../policy/index.ts';

/** One principal that an attacker is, or can come to be. */
export interface Principal {
  readonly kind: 'role' | 'user' | 'root' | 'root-session';
  /** Of a role, with its path; of its session the name is below. */
  readonly arn: string;
  readonly accountId: string;
  readonly session?: string;
  readonly tags: Tags;
  /** Of a principal that the question names. Absent: full access, which the attacker can give itself. */
  readonly own?: {
    readonly policies: readonly PolicyDocument[];
    readonly boundary?: PolicyDocument;
  };
}

/** As `evaluate` takes it. */
export function requestPrincipal({ kind, arn, session = 'indelible' }: Principal): RequestPrincipal {
  if (kind !== 'role') return arn;
  const [, partition = '', , , account = '', rest = ''] = arn.split(':');
  return {
    arn: `arn:${partition}:sts::${account}:assumed-role/${rest.split('/').at(-1) ?? ''}/${session}`,
    role: arn,
  };
}

/** A role or user by its ARN. */
export function principalAt(arn: string, tags: Tags = {}): Principal {
  const [, , , , accountId = '', rest = ''] = arn.split(':');
  const kind = rest === 'root' ? 'root' : rest.startsWith('user/') ? 'user' : 'role';
  return { kind, arn, accountId, tags };
}

export const rootOf = (partition: string, accountId: string): Principal =>
  principalAt(`arn:${partition}:iam::${accountId}:root`);

/** The root user, signed in or by sts:AssumeRoot. */
export const isRoot = ({ kind }: Principal): boolean => kind === 'root' || kind === 'root-session';

/** Bound by no service or resource control policy. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
export const isServiceLinked = ({ arn }: Principal): boolean => arn.includes(':role/aws-service-role/');
