import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { erasures } from './parts/erasures.ts';

const DIGESTS = '/CloudTrail-Digest/';

/** The digest file beside a log file, and how the keys of its kind begin. */
const digestKey = ({ key }: LogObject): string => key.replace('/CloudTrail/', DIGESTS);
const digestsUnder = (object: LogObject): string => {
  const key = digestKey(object);
  const end = key.indexOf(DIGESTS) + DIGESTS.length;
  return `${object.bucketArn}/${key.includes(DIGESTS) ? key.slice(0, end) : ''}`;
};

/** The same deletion of a digest file. */
const ofDigest = (deletion: Step, object: LogObject): Step => ({
  ...deletion,
  needs: deletion.needs.map(({ action }) => ({
    action,
    resource: `${object.bucketArn}/${digestKey(object)}`,
    anyUnder: digestsUnder(object),
  })),
  input: { ...deletion.input, Key: digestKey(object) },
});

export default technique<LogObject>({
  id: 'digest-delete',
  title: { en: 'Delete the digest files', ja: 'ダイジェストファイルを削除する' },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'The digest files hold the hashes of the log files and are signed in a chain. They lie in the same bucket: without them nobody can prove that a log file is missing or was changed.',
    ja: 'ダイジェストファイルはログファイルのハッシュを記録し、署名で連鎖しています。同じバケットにあるため、これがなくなると、ログファイルの欠落や改ざんを証明できません。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html',
    'https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/validate-logs.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:DeleteObject and s3:DeleteObjectVersion on the whole bucket, digest files included. A copy of the digests, or of their hashes, elsewhere.',
    ja: 'ダイジェストファイルを含むバケット全体に対する s3:DeleteObject と s3:DeleteObjectVersion を拒否する SCP または RCP。ダイジェストまたはそのハッシュを別の場所にも保管すること。',
  },
  notBlockedBy: {
    en: 'Log file validation: it proves what happened, and prevents nothing. A deny that covers the CloudTrail folder alone: digests are in CloudTrail-Digest. Object Lock, against hiding them with delete markers.',
    ja: 'ログファイルの整合性の検証（証明するだけで、何も防ぎません）。CloudTrail フォルダーだけを対象とした Deny（ダイジェストは CloudTrail-Digest にあります）。削除マーカーで隠すことに対するオブジェクトロック。',
  },
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf),
  requires: ({ bucketName }, { trails }) =>
    trails.some((trail) => trail.bucketName === bucketName && trail.logFileValidation),
  ways: (object, snapshot) =>
    snapshot === undefined ? [] : erasures(object, snapshot).map((deletion) => [ofDigest(deletion, object)]),
  harm: { en: 'nothing proves the logs', ja: 'ログの完全性を証明できない' },
});
