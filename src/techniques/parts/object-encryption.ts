import type { LogObject, Snapshot } from '../../model/snapshot.ts';
import type { Step } from '../../model/technique.ts';
import { onLogFile } from './log-file.ts';
import { bucketOf, objectGoverned } from './object-lock.ts';
import { partitionOf } from './partition.ts';

/**
 * A key of the bucket owner's account and Region: S3 takes no other account's, unless AWS Support has let it. A new key
 * has an ID that is not known before. https://docs.aws.amazon.com/AmazonS3/latest/API/API_UpdateObjectEncryption.html
 */
export function keyBeside(
  { bucketArn, accountId = '' }: LogObject,
  region: string,
): { readonly arn: string; readonly under: string } {
  const under = `arn:${partitionOf(bucketArn)}:kms:${region}:${accountId}:key/`;
  return { arn: `${under}00000000-0000-0000-0000-000000000000`, under };
}

const KEY_ACTIONS = ['Encrypt', 'Decrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'];

/**
 * Puts a log file under another key, in place. Whether s3:PutObject is asked for as well is said differently in
 * different editions of https://docs.aws.amazon.com/AmazonS3/latest/API/API_UpdateObjectEncryption.html.
 */
export function reencrypt(object: LogObject, region: string): Step {
  const key = keyBeside(object, region);
  return {
    operation: 's3:UpdateObjectEncryption',
    region,
    event: 'UpdateObjectEncryption',
    needs: [
      onLogFile('s3:UpdateObjectEncryption', object),
      ...KEY_ACTIONS.map((name) => ({ action: `kms:${name}`, resource: key.arn, anyUnder: key.under })),
    ],
    perhaps: [onLogFile('s3:PutObject', object)],
    input: { ...named(object), ObjectEncryption: { SSEKMS: { KMSKeyArn: key.arn } } },
  };
}

/** What has to be taken off a log file before: its retention in governance mode, its legal hold. */
export function unlocking(object: LogObject, snapshot: Snapshot): readonly Step[] {
  const retention: Step = {
    operation: 's3:PutObjectRetention',
    event: 'PutObjectRetention',
    needs: ['s3:BypassGovernanceRetention', 's3:PutObjectRetention'].map((action) =>
      onLogFile(action, object),
    ),
    input: { ...named(object), Retention: {}, BypassGovernanceRetention: true },
  };
  const legalHold: Step = {
    operation: 's3:PutObjectLegalHold',
    event: 'PutObjectLegalHold',
    needs: [onLogFile('s3:PutObjectLegalHold', object)],
    input: { ...named(object), LegalHold: { Status: 'OFF' } },
  };
  return [
    ...(objectGoverned(object, snapshot) === true ? [retention] : []),
    ...(bucketOf(object, snapshot)?.legalHold === true ? [legalHold] : []),
  ];
}

const named = ({ bucketName, key, versionId }: LogObject): Step['input'] => ({
  Bucket: bucketName,
  Key: key,
  ...(versionId === undefined ? {} : { VersionId: versionId }),
});
