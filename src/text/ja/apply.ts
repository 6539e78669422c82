import type { apply as en } from '../en/apply.ts';

export const apply: typeof en = {
  nothing: '変更はありません。組織は計画どおりです。',
  read: (of) =>
    `組織は、アカウント ${of.accounts} 件、組織単位 ${of.organizationalUnits} 件、ポリシー ${of.policies} 件のすべてを読み取りました。アカウントの中は読んでいません。`,
  done: '適用し、読み直して確認しました。内容とアタッチ先は計画どおりです。',
  takesTime: 'すべてのリージョンで有効になるまで数分かかることがあります。',
  undone: '取り消し、読み直して確認しました。',
  stopped: (count) => `中断しました。その前に行った変更は ${count} 件です:`,
  stoppedFirst: '最初の変更の前に中断しました。何も変更していません。',
  undoTitle: '取り消すには',
  changeTitle: '後で自分の証跡を変更するには',
  changeSteps: '取り消し、証跡を変更し、もう一度適用する',
  checkTitle: '拒否されることを確かめるには',
  undoOf: 'もう一度有効にするには、計画を再び適用してください。',
};
