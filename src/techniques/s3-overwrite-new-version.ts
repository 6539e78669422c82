import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { forge } from './parts/log-file.ts';
import { bucketOf } from './parts/object-lock.ts';

export default technique<LogObject>({
  id: 's3-overwrite-new-version',
  title: { en: 'Put a forged version on top of a log file', ja: '偽のバージョンをログファイルに重ねる' },
  goal: 'tamper',
  mitre: ['T1565.001'],
  why: {
    en: 'Readers who name no version get the forged records. The original stays as a noncurrent version, locked or not, and few look for it.',
    ja: 'バージョンを指定しない読み取りには偽の記録が返ります。元の内容は（ロックの有無にかかわらず）非現行バージョンとして残りますが、それを確かめる人はほとんどいません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutObject on the objects to everybody but CloudTrail (aws:PrincipalServiceName). A reader who compares all versions sees through it.',
    ja: 'CloudTrail 以外（aws:PrincipalServiceName で判定）に対して、オブジェクトへの s3:PutObject を拒否する SCP または RCP。すべてのバージョンを比べる読み取り側は見破れます。',
  },
  notBlockedBy: {
    en: 'Object Lock, even in compliance mode: new versions are always accepted. A deny of s3:Delete*.',
    ja: 'コンプライアンスモードを含むオブジェクトロック（新しいバージョンは常に作成できます）。s3:Delete* の Deny。',
  },
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf),
  requires: (object, snapshot) => bucketOf(object, snapshot)?.versioning !== 'Off',
  ways: (object) => [[forge(object)]],
  harm: { en: 'readers get forged records', ja: '偽の記録が読み取られる' },
});
