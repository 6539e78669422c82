import { type LogObject, sampleOf } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';

export default technique<LogObject>({
  id: 's3-delete-object',
  title: { en: 'Delete a log file', ja: 'ログファイルを削除する' },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'Without versioning the file is gone. With versioning a delete marker hides it from every reader that does not ask for versions.',
    ja: 'バージョニングがなければファイルは失われます。バージョニングがあっても、削除マーカーにより通常の読み取りからは見えなくなります。',
  },
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html'],
  // The current object, whatever its version: that is what a reader loses.
  targets: (snapshot) => snapshot.logBuckets.flatMap(sampleOf).map(({ versionId: _, ...current }) => current),
  ways: (object) => [
    [
      {
        operation: 's3:DeleteObject',
        event: 'DeleteObject',
        needs: [{ action: 's3:DeleteObject', resource: `${object.bucketArn}/${object.key}` }],
        input: { Bucket: object.bucketName, Key: object.key },
      },
    ],
  ],
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
