import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { forge } from './parts/log-file.ts';

export default technique<LogObject>({
  id: 's3-forge-log-file',
  title: { en: 'Add forged log files', ja: '偽のログファイルを追加する' },
  goal: 'tamper',
  mitre: ['T1565.001'],
  why: {
    en: 'A file that CloudTrail never wrote lies among the others, under its own name or in the folder of an account that never was. Whoever queries the bucket takes its records for real.',
    ja: 'CloudTrail が書いていないファイルが、独自の名前で、または実在しないアカウントのフォルダに紛れ込みます。バケットを検索する側は、その記録を本物として扱います。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html',
    'https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/validate-logs.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutObject on the objects to everybody but CloudTrail (aws:PrincipalServiceName). A reader who takes only files that a digest lists sees through it.',
    ja: 'CloudTrail 以外（aws:PrincipalServiceName で判定）に対して、オブジェクトへの s3:PutObject を拒否する SCP または RCP。ダイジェストファイルに載っているファイルだけを読む側は見破れます。',
  },
  notBlockedBy: {
    en: 'Object Lock and versioning: nothing is overwritten, and the forged file gets the same lock. Log file validation as usually run: it reports listed files that were changed or deleted, not files that were added.',
    ja: 'オブジェクトロックとバージョニング（何も上書きされず、偽のファイルにも同じロックがかかります）。通常のログファイルの整合性の検証（報告するのは変更・削除されたファイルで、追加されたファイルではありません）。',
  },
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf),
  ways: (object) => [[forge(beside(object))]],
  harm: { en: 'forged records among the logs', ja: '偽の記録が混ざる' },
});

/** A new file in the same folder. */
const beside = ({ versionId: _, ...object }: LogObject): LogObject => ({
  ...object,
  key: object.key.replace(/[^/]*$/, 'indelible-forged.json.gz'),
});
