import type { sandbox as en } from '../en/sandbox.ts';

export const sandbox: typeof en = {
  ready: (endpoint) => `サンドボックス AWS が ${endpoint} で待ち受けています (このマシンのみ)。`,
  stop: 'Ctrl-C で終了します。何も保存されません。',
  paste: 'いずれかのプリンシパルの行を別の端末に貼り付け、aws、SDK、indelible から使ってください:',
  organization: (id) => `組織 ${id}`,
  management: '管理アカウント',
  trails: '証跡',
  buckets: 'バケット',
  ended: 'サンドボックスを終了しました。',
};
