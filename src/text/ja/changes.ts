import type { changes as en } from '../en/changes.ts';

export const changes: typeof en = {
  'enable-policy-type': (c) => `ポリシータイプ ${c.policyType} を有効化 (以後も有効のまま)`,
  'disable-policy-type': (c) => `ポリシータイプ ${c.policyType} を無効化`,
  'create-policy': (c) => `ポリシー ${c.name} を作成`,
  'update-policy': (c) => `ポリシー ${c.name} の内容を置き換え`,
  'delete-policy': (c) => `ポリシー ${c.name} を削除`,
  'attach-policy': (c) => `ポリシー ${c.name} を ${c.targetId} にアタッチ`,
  'detach-policy': (c) => `ポリシー ${c.name} を ${c.targetId} からデタッチ`,
};
