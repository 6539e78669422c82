import { paginateListDetectors } from '@aws-sdk/client-guardduty';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn, ownArn } from '../../aws/arn.ts';
import { all, Reader, type Reading } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import { guarddutyClient } from './operations.ts';

/** The account's GuardDuty detectors of one Region: one, or none where GuardDuty is not enabled. */
export async function collectDetectors(access: AwsAccess): Promise<Reading<readonly Resource[]>> {
  const client = guarddutyClient(access);
  const reader = new Reader();
  const ids = await reader.read(ownArn(access, 'guardduty', 'detector/*'), 'guardduty:ListDetectors', () =>
    all(paginateListDetectors({ client }, {}), (page) => page.DetectorIds),
  );
  return { value: (ids ?? []).map((id) => detectorOf(access, id)).sort(byArn), gaps: reader.gaps };
}

const detectorOf = (access: AwsAccess, id: string): Resource => ({
  type: 'AWS::GuardDuty::Detector',
  arn: ownArn(access, 'guardduty', `detector/${id}`),
  name: id,
  accountId: access.caller.accountId,
  region: access.region,
});
