import { paginateListTrustAnchors } from '@aws-sdk/client-rolesanywhere';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn, ownArn } from '../../aws/arn.ts';
import { all, Reader, type Reading } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import { rolesanywhereClient } from './operations.ts';

/** The account's trust anchors of one Region, disabled ones too: an attacker may enable one. */
export async function collectTrustAnchors(access: AwsAccess): Promise<Reading<readonly Resource[]>> {
  const client = rolesanywhereClient(access);
  const reader = new Reader();
  const every = ownArn(access, 'rolesanywhere', 'trust-anchor/*');
  const listed = await reader.read(every, 'rolesanywhere:ListTrustAnchors', () =>
    all(paginateListTrustAnchors({ client }, {}), (page) => page.trustAnchors),
  );
  const anchors = (listed ?? []).map(
    ({ trustAnchorArn = '', name = '', enabled }): Resource => ({
      type: 'AWS::RolesAnywhere::TrustAnchor',
      arn: trustAnchorArn,
      name,
      accountId: access.caller.accountId,
      region: access.region,
      ...(enabled === undefined ? {} : { enabled }),
    }),
  );
  return { value: anchors.sort(byArn), gaps: reader.gaps };
}
