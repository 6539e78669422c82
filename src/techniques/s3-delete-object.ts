import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { erase } from './parts/log-file.ts';

export default technique<LogObject>({
  id: 's3-delete-object',
  title: { en: 'Delete a log file', ja: 'ログファイルを削除する' },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'Without versioning the file is gone. With versioning a delete marker hides it from every reader that does not ask for versions.',
    ja: 'バージョニングがなければファイルは失われます。バージョニングがあっても、削除マーカーにより通常の読み取りからは見えなくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service control policy (for principals of member accounts) or a resource control policy (for everybody, where a member account owns the bucket) that denies s3:DeleteObject on the objects: bucket-arn/*.',
    ja: 'オブジェクト（バケット ARN/*）に対する s3:DeleteObject の拒否。SCP はメンバーアカウントのプリンシパルに、RCP はメンバーアカウントが所有するバケットへのすべてのアクセスに効きます。',
  },
  notBlockedBy: {
    en: 'A deny whose resource is the bucket’s ARN alone: no object matches it. Object Lock, even in compliance mode: delete markers are always accepted.',
    ja: 'リソースがバケットの ARN だけの Deny（どのオブジェクトにも一致しません）。コンプライアンスモードを含むオブジェクトロック（削除マーカーは常に作成できます）。',
  },
  // The current object, whatever its version: that is what a reader loses.
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf).map(({ versionId: _, ...current }) => current),
  // A decoy has a version: that one is not to be deleted for good.
  ways: ({ versionId: _, ...current }) => [[erase(current)]],
  undo: (object, outputs) =>
    deleteMarkers(outputs).map((marker) => ({
      operation: 's3:DeleteObject',
      event: 'DeleteObject',
      needs: [{ action: 's3:DeleteObjectVersion', resource: `${object.bucketArn}/${object.key}` }],
      input: { Bucket: object.bucketName, Key: object.key, VersionId: marker },
    })),
  harmed: (_before, after) => after === undefined,
  harm: { en: 'file is hidden', ja: 'ファイル非表示' },
});

/** Version ids of the delete markers that DeleteObject answered. */
function deleteMarkers(outputs: readonly unknown[]): readonly string[] {
  return outputs.flatMap((output) => {
    const { DeleteMarker, VersionId } = (output ?? {}) as { DeleteMarker?: unknown; VersionId?: unknown };
    return DeleteMarker === true && typeof VersionId === 'string' ? [VersionId] : [];
  });
}
