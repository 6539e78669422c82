import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { currentOf } from './parts/erasures.ts';
import { erase } from './parts/log-file.ts';
import { bucketOf } from './parts/object-lock.ts';

export default technique<LogObject>({
  id: 's3-delete-marker-hide',
  title: {
    en: 'Hide log files behind delete markers',
    ja: '削除マーカーでログファイルを隠す',
  },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'A deletion that names no version puts a marker on top of the file. Listings and readers that ask for no versions find nothing any more, although every version is still there, locked or not.',
    ja: 'バージョンを指定しない削除は、ファイルの上に削除マーカーを置きます。ロックの有無にかかわらずバージョンはすべて残りますが、バージョンを指定しない一覧表示や読み取りでは見つからなくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:DeleteObject on the objects. A reader that lists versions sees through it.',
    ja: 'オブジェクトに対する s3:DeleteObject を拒否する SCP または RCP。バージョンを一覧する読み取り側は見破れます。',
  },
  notBlockedBy: {
    en: 'Object Lock in either mode, and legal holds: delete markers are always accepted. A deny of s3:DeleteObjectVersion alone: no version is deleted.',
    ja: 'どちらのモードのオブジェクトロックもリーガルホールドも防げません（削除マーカーは常に作成できます）。s3:DeleteObjectVersion だけの Deny（バージョンは削除されません）。',
  },
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf).map(currentOf),
  requires: (object, snapshot) => bucketOf(object, snapshot)?.versioning === 'Enabled',
  ways: (object) => [[erase(currentOf(object))]],
  harm: { en: 'the logs look empty', ja: 'ログがないように見える' },
});
