import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { forge } from './parts/log-file.ts';
import { bucketOf } from './parts/object-lock.ts';

export default technique<LogObject>({
  id: 's3-overwrite-unversioned',
  title: { en: 'Overwrite a log file', ja: 'ログファイルを上書きする' },
  goal: 'tamper',
  mitre: ['T1565.001'],
  why: {
    en: 'Without versioning the new content takes the place of the old, which nobody can bring back. Log file validation shows that the file was changed, not what stood in it.',
    ja: 'バージョニングがなければ、新しい内容が元の内容を置き換え、誰にも復元できません。ログファイルの整合性の検証で変更されたことはわかりますが、元の内容はわかりません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutObject on the objects to everybody but CloudTrail (aws:PrincipalServiceName).',
    ja: 'CloudTrail 以外（aws:PrincipalServiceName で判定）に対して、オブジェクトへの s3:PutObject を拒否する SCP または RCP。',
  },
  notBlockedBy: {
    en: 'A deny of s3:Delete*: overwriting is no deletion. Log file validation: it tells afterwards.',
    ja: 's3:Delete* の Deny（上書きは削除ではありません）。ログファイルの整合性の検証（事後にわかるだけです）。',
  },
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf),
  requires: (object, snapshot) => bucketOf(object, snapshot)?.versioning !== 'Enabled',
  ways: (object) => [[forge(object)]],
  harm: { en: 'records are replaced for good', ja: '記録が置き換えられ、復元できない' },
});
