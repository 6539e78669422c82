import {
  GetBucketLifecycleConfigurationCommand,
  type LifecycleRule as GivenRule,
  type LifecycleRuleFilter,
} from '@aws-sdk/client-s3';
import { orAbsent } from '../../aws/absent.ts';
import type { LifecycleRule } from '../../model/snapshot.ts';
import type { NamedBucket } from './collect-named-bucket.ts';

export const readLifecycle = ({
  client,
  reader,
  name,
  arn,
}: NamedBucket): Promise<readonly LifecycleRule[] | undefined> =>
  reader.read(arn, 's3:GetLifecycleConfiguration', () =>
    orAbsent('NoSuchLifecycleConfiguration', [], async () => {
      const { Rules = [] } = await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket: name }));
      return Rules.map(ruleOf);
    }),
  );

function ruleOf({ ID: id = '', Status, Filter, ...rule }: GivenRule): LifecycleRule {
  const tag = tagOf(Filter);
  return { id, enabled: Status === 'Enabled', expires: expires(rule), ...(tag === undefined ? {} : { tag }) };
}

/** The removal of a delete marker that hides nothing any more, or of an incomplete upload, expires no object. */
const expires = ({ Expiration, NoncurrentVersionExpiration }: GivenRule | Omit<GivenRule, 'Status'>) =>
  Expiration?.Days !== undefined ||
  Expiration?.Date !== undefined ||
  NoncurrentVersionExpiration !== undefined;

/** Of several tags the first: whoever can set one can set the others. */
function tagOf(filter: LifecycleRuleFilter | undefined): LifecycleRule['tag'] {
  const tag = filter?.Tag ?? filter?.And?.Tags?.[0];
  return tag?.Key === undefined ? undefined : { key: tag.Key, value: tag.Value ?? '' };
}
