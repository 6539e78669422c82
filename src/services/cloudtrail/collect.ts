import {
  type CloudTrailClient,
  type Trail as DescribedTrail,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailStatusCommand,
  type GetTrailStatusCommandOutput,
  paginateListTags,
  paginateListTrails,
} from '@aws-sdk/client-cloudtrail';
import { orAbsent } from '../../aws/absent.ts';
import { type AwsAccess, inRegion } from '../../aws/access.ts';
import { ownArn } from '../../aws/arn.ts';
import { awsProblem } from '../../aws/problem.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import { classify } from '../../aws/refusal.ts';
import type { Tags, Trail } from '../../model/snapshot.ts';
import { cloudtrailClient } from './operations.ts';

export { collectChannels } from './collect-channels.ts';
export { collectEventDataStores } from './collect-event-data-stores.ts';

/**
 * The account's trails of all Regions, and the organization trails that it can see; `known` ones are left out.
 * ListTrails names those of every Region; DescribeTrails those of organizations too.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListTrails.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
 */
export async function collectTrails(
  access: AwsAccess,
  known: readonly Trail[] = [],
): Promise<Reading<readonly Trail[]>> {
  const client = cloudtrailClient(access);
  const reader = new Reader();
  const account = trailsOf(access);
  const described =
    (await reader.read(account, 'cloudtrail:DescribeTrails', async () => {
      const { trailList } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }));
      return trailList;
    })) ?? [];
  const listed =
    (await reader.read(account, 'cloudtrail:ListTrails', () =>
      all(paginateListTrails({ client }, {}), (page) => page.Trails),
    )) ?? [];
  const isKnown = (arn = ''): boolean => known.some((trail) => trail.arn === arn);
  const seen = new Set(described.map(({ TrailARN }) => TrailARN));
  const elsewhere = await concurrently(
    listed.filter(({ TrailARN }) => !seen.has(TrailARN) && !isKnown(TrailARN)),
    ({ TrailARN = '', HomeRegion = access.region }) =>
      reader.read(TrailARN, 'cloudtrail:DescribeTrails', () =>
        describe(cloudtrailClient(inRegion(access, HomeRegion)), TrailARN),
      ),
  );
  const trails = await concurrently(
    [...described, ...elsewhere]
      .filter((trail) => trail !== undefined)
      .filter(({ TrailARN }) => !isKnown(TrailARN)),
    async (trail) => ({
      ...(await complete(access, reader, trail)),
      ...(await besides(access, reader, trail)),
    }),
  );
  return { value: trails, gaps: reader.gaps };
}

/** The account's own trails; where it has none, one call says so. */
export async function collectOwnTrails(access: AwsAccess): Promise<Reading<readonly Trail[]>> {
  const reader = new Reader();
  const { accountId } = access.caller;
  const listed = await reader.read(trailsOf(access), 'cloudtrail:ListTrails', () =>
    all(paginateListTrails({ client: cloudtrailClient(access) }, {}), (page) => page.Trails),
  );
  const isOwn = (arn = ''): boolean => arn.split(':')[4] === accountId;
  if (!listed?.some(({ TrailARN }) => isOwn(TrailARN))) return { value: [], gaps: reader.gaps };
  const { value, gaps } = await collectTrails(access);
  return { value: value.filter(({ arn }) => isOwn(arn)), gaps };
}

const trailsOf = (access: AwsAccess): string => ownArn(access, 'cloudtrail', 'trail/*');

/** One trail as it is now; `undefined` when it is gone. Fails where any part of it cannot be read. */
export async function readTrail(access: AwsAccess, arn: string): Promise<Trail | undefined> {
  const homeRegion = arn.split(':')[3] ?? access.region;
  const reader = new Reader();
  try {
    const described = await describe(cloudtrailClient(inRegion(access, homeRegion)), arn);
    if (described === undefined) return undefined;
    const trail = await complete(access, reader, described);
    const gap = reader.gaps[0];
    if (gap !== undefined) throw Object.assign(new Error(gap.message), { name: gap.code });
    return trail;
  } catch (error) {
    if (classify(error).code === 'TrailNotFoundException') return undefined;
    throw awsProblem(error, `cloudtrail:DescribeTrails ${arn}`, access.endpoint);
  }
}

async function describe(client: CloudTrailClient, arn: string): Promise<DescribedTrail | undefined> {
  const { trailList } = await client.send(new DescribeTrailsCommand({ trailNameList: [arn] }));
  return trailList?.[0];
}

async function complete(access: AwsAccess, reader: Reader, described: DescribedTrail): Promise<Trail> {
  const { TrailARN: arn = '', Name: name = '', HomeRegion: homeRegion = access.region } = described;
  const client = cloudtrailClient(inRegion(access, homeRegion));
  const status = await reader.read(arn, 'cloudtrail:GetTrailStatus', () =>
    client.send(new GetTrailStatusCommand({ Name: arn })),
  );
  const selectors = await reader.read(arn, 'cloudtrail:GetEventSelectors', () =>
    client.send(new GetEventSelectorsCommand({ TrailName: arn })),
  );
  return {
    name,
    arn,
    accountId: arn.split(':')[4] ?? '',
    homeRegion,
    bucketName: described.S3BucketName ?? '',
    ...(described.S3KeyPrefix === undefined ? {} : { keyPrefix: described.S3KeyPrefix }),
    multiRegion: described.IsMultiRegionTrail ?? false,
    organizationTrail: described.IsOrganizationTrail ?? false,
    includeGlobalServiceEvents: described.IncludeGlobalServiceEvents ?? false,
    logFileValidation: described.LogFileValidationEnabled ?? false,
    ...(described.KmsKeyId === undefined ? {} : { kmsKeyArn: described.KmsKeyId }),
    ...(described.CloudWatchLogsLogGroupArn === undefined
      ? {}
      : { logGroupArn: described.CloudWatchLogsLogGroupArn.replace(/:\*$/, '') }),
    ...(described.CloudWatchLogsRoleArn === undefined ? {} : { logRoleArn: described.CloudWatchLogsRoleArn }),
    ...(described.SnsTopicARN === undefined ? {} : { snsTopicArn: described.SnsTopicARN }),
    logging: status?.IsLogging ?? false,
    ...deliveryErrorsIn(status),
    ...(selectors?.EventSelectors === undefined ? {} : { eventSelectors: selectors.EventSelectors }),
    ...(selectors?.AdvancedEventSelectors === undefined
      ? {}
      : { advancedEventSelectors: selectors.AdvancedEventSelectors }),
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html */
function deliveryErrorsIn(status: GetTrailStatusCommandOutput | undefined): Pick<Trail, 'deliveryErrors'> {
  const errors = {
    logFiles: status?.LatestDeliveryError,
    digestFiles: status?.LatestDigestDeliveryError,
    logGroup: status?.LatestCloudWatchLogsDeliveryError,
    topic: status?.LatestNotificationError,
  };
  const failed = Object.entries(errors).filter(([, code]) => code);
  return failed.length === 0 ? {} : { deliveryErrors: Object.fromEntries(failed) };
}

/** What no change of the trail itself depends on. Only its own account may list its tags. */
async function besides(
  access: AwsAccess,
  reader: Reader,
  { TrailARN: arn = '', HomeRegion: homeRegion = access.region }: DescribedTrail,
): Promise<Pick<Trail, 'insights' | 'tags'>> {
  const client = cloudtrailClient(inRegion(access, homeRegion));
  const insights = await reader.read(arn, 'cloudtrail:GetInsightSelectors', () =>
    orAbsent('InsightNotEnabledException', false, async () => {
      const { InsightSelectors = [] } = await client.send(new GetInsightSelectorsCommand({ TrailName: arn }));
      return InsightSelectors.length > 0;
    }),
  );
  const tags = arn.split(':')[4] === access.caller.accountId ? await tagsOf(client, reader, arn) : undefined;
  return { ...(insights === undefined ? {} : { insights }), ...(tags === undefined ? {} : { tags }) };
}

async function tagsOf(client: CloudTrailClient, reader: Reader, arn: string): Promise<Tags | undefined> {
  const tags = await reader.read(arn, 'cloudtrail:ListTags', () =>
    all(paginateListTags({ client }, { ResourceIdList: [arn] }), (page) =>
      page.ResourceTagList?.flatMap(({ TagsList = [] }) => TagsList),
    ),
  );
  return tags && Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
