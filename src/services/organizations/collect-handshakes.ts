import {
  type OrganizationsClient,
  paginateListHandshakesForAccount,
  paginateListHandshakesForOrganization,
  type Handshake as Sent,
} from '@aws-sdk/client-organizations';
import type { AwsAccess } from '../../aws/access.ts';
import { all, Reader, type Reading } from '../../aws/reading.ts';
import type { Handshake } from '../../model/snapshot.ts';
import { organizationsClient } from './operations.ts';

type Handshakes = Reading<readonly Handshake[] | undefined>;

/** What the organization has asked others, and nobody has answered yet. */
export async function collectSentHandshakes(access: AwsAccess, arn: string): Promise<Handshakes> {
  const reader = new Reader();
  const value = await reader.read(arn, 'organizations:ListHandshakesForOrganization', () =>
    pending(access, (client) => paginateListHandshakesForOrganization({ client }, {})),
  );
  return { value, gaps: reader.gaps };
}

/** What others, organizations of strangers among them, have asked the account. */
export async function collectReceivedHandshakes(access: AwsAccess): Promise<Handshakes> {
  const { partition, caller } = access;
  const reader = new Reader();
  const value = await reader.read(
    `arn:${partition}:iam::${caller.accountId}:root`,
    'organizations:ListHandshakesForAccount',
    () => pending(access, (client) => paginateListHandshakesForAccount({ client }, {})),
  );
  return { value, gaps: reader.gaps };
}

async function pending(
  access: AwsAccess,
  pages: (client: OrganizationsClient) => AsyncIterable<{ readonly Handshakes?: Sent[] | undefined }>,
): Promise<readonly Handshake[]> {
  const listed = await all(pages(organizationsClient(access)), (page) => page.Handshakes);
  return listed.flatMap(handshakeOf);
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Handshake.html */
function handshakeOf(sent: Sent): readonly Handshake[] {
  const { Id = '', Arn = '', Action = '', State, Parties = [], ExpirationTimestamp } = sent;
  if (State !== 'REQUESTED' && State !== 'OPEN') return [];
  return [
    {
      id: Id,
      arn: Arn,
      action: Action,
      state: State,
      parties: Parties.map((party) => ({ id: party.Id ?? '', type: party.Type ?? '' })),
      ...(ExpirationTimestamp === undefined ? {} : { expiresAt: ExpirationTimestamp.toISOString() }),
    },
  ];
}
