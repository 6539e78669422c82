import { type LogObject, sampleOf } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';

const NO_SUCH_VERSION = 'indelible.no.such.version.000000';

const deletion = (object: LogObject, versionId: string) => ({
  operation: 's3:DeleteObject',
  event: 'DeleteObject',
  needs: [{ action: 's3:DeleteObjectVersion', resource: `${object.bucketArn}/${object.key}` }],
  input: { Bucket: object.bucketName, Key: object.key, VersionId: versionId },
});

export default technique<LogObject>({
  id: 's3-delete-object-version',
  title: { en: 'Delete a version of a log file', ja: 'ログのバージョンを削除する' },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'A deleted version cannot be brought back by anybody; versioning alone does not protect from it.',
    ja: '削除されたバージョンは誰にも復元できません。バージョニングだけでは防げません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html',
  ],
  targets: (snapshot) =>
    snapshot.logBuckets.flatMap(sampleOf).filter((object) => object.versionId !== undefined),
  ways: (object) => [[deletion(object, object.versionId ?? 'null')]],
  // Authorized like the attack; there is no such version to lose.
  probe: (object) => deletion(object, NO_SUCH_VERSION),
  harmed: (_before, after) => after === undefined,
  harm: { en: 'gone for good', ja: '復元できない' },
});
