import type { drill as en } from '../en/drill.ts';
import { coverage } from './coverage.ts';

export const drill: typeof en = {
  means: {
    attacks:
      'サンドボックスなので本当に攻撃します。オブジェクトはおとりを対象とし、元に戻せるものは元に戻します。',
    twin: 'このプロセス内に組織の写しを作り、本当に攻撃します。AWS は呼び出しません。スナップショットにないものは AWS の既定のとおりとします。',
    probes: 'AWS なので、無害な確認用の呼び出しだけを行います。それがない攻撃は試しません。',
  },
  columns: { attack: '攻撃', outcome: '結果', note: '' },
  outcomes: { refused: '拒否', succeeded: '成功', unknown: '不明', skipped: '未実施' },
  why: {
    'no-probe': '無害に確かめる方法がない',
    'probe-authorized': '許可された (確認用)',
    'refused-by-other-policy': '組織のポリシー以外が拒否',
    'refusal-unexplained': '拒否の理由が示されない',
    'policy-not-attached': 'ここにないポリシーが拒否',
    'policies-unreadable': '拒否。ポリシーを読めない',
    'denial-unexplained': '拒否。ポリシーに該当なし',
    'denied-by-region': 'リージョンだけを理由に拒否',
    'denied-by-circumstance': '接続元や時刻だけを理由に拒否',
    'bucket-not-empty': '許可された。空でなく未遂',
    'not-emulated': '許可された。効果は再現されない',
    failed: '別の理由で失敗',
    unreadable: '対象を読めず未実施',
    'no-decoy': 'おとりを置けず未実施',
  },
  harm: (harm, fate) => `${harm}。${fate}`,
  undone: '元に戻した',
  undoneInTime: '害が出る前に元に戻した',
  notUndone: '元に戻っていない',
  noUndo: '戻せない (おとり)',
  refusedByTitle: '拒否したポリシー',
  times: (count) => `${count} 件`,
  asTitle: '実行者',
  onTitle: '対象',
  summary: (refused, of) => `${of} 件の攻撃のうち ${refused} 件が拒否されました。`,
  others: { succeeded: '成功', unknown: '不明', skipped: '未実施 (拒否には数えません)' },
  seen: (account, whole) => `攻撃元はアカウント ${account} だけです。組織では ${coverage(whole)}。`,
  gapsTitle: '読み取れず、攻撃していないもの',
  decoysLeft: (count, run) =>
    `削除できず、ログバケットに残ったおとり: ${count} 個 (indelible-decoy-${run}-…)`,
  interrupted: '中断しました。残りの攻撃は試していません。',
  nextTitle: '次の手順',
  nextMeans: '同じことを実際の組織で確かめる (AWS では無害な確認のみ)',
  findable: 'CloudTrail ログでは、次のユーザーエージェントでこの実行を探せます:',
  nothingRefused: 'どの攻撃も試していません。この結果からは何も言えません。',
};
