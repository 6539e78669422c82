import type { Delivery } from '../../model/snapshot.ts';
import type { trouble as en } from '../en/trouble.ts';

const DELIVERED: Readonly<Record<Delivery, string>> = {
  logFiles: 'バケットにログファイルを',
  digestFiles: 'バケットにダイジェストファイルを',
  logGroup: 'ロググループにイベントを',
  topic: 'トピックに通知を',
};

export const trouble: typeof en = {
  title: '攻撃がなくても、すでに壊れているもの',
  describe: (it) => {
    switch (it.kind) {
      case 'not-logging':
        return `${it.trail} は停止しており、何も記録していません。開始するには: aws cloudtrail start-logging --name ${it.trail}`;
      case 'not-delivered':
        return `${it.trail} は直近の試行で${DELIVERED[it.delivery]}配信できませんでした: ${it.code}`;
      case 'no-bucket':
        return `${it.trail} の書き込み先 ${it.bucket} が見つかりません。同じ名前のバケットを作成した者がログを受け取るおそれがあります。`;
      case 'key-disabled':
        return `${it.key} は無効で、暗号化にも復号にも使えません。有効にするには: aws kms enable-key --key-id ${it.key}`;
      case 'key-deleted':
        return `${it.key} は ${it.on} に削除されます。以後、このキーで暗号化したものは二度と読めません。取り消すには: aws kms cancel-key-deletion --key-id ${it.key}`;
    }
  },
};
