import type { collect as en } from '../en/collect.ts';
import { coverage } from './coverage.ts';
import { handshakes } from './handshakes.ts';
import { layout } from './layout.ts';
import { trouble } from './trouble.ts';

export const collect: typeof en = {
  reading: '組織を読み取っています …',
  entered: (entered, of) => `  メンバーアカウント ${of} 件中 ${entered} 件に入れます`,
  closed: (ids, more) =>
    `  入れないアカウント: ${ids.join('、')}${more === 0 ? '' : ` ほか ${more} 件`}。全アカウント用のロール: indelible permissions --for collect --format stackset`,
  denied: (actions) => `  組織で拒否された操作: ${actions.join('、')}`,
  progress: (done, of, account, left) =>
    `  ${of} アカウント中 ${done} 件を読み取りました (${account})${left === '' ? '' : `、残り約 ${left}`}`,
  coverage,
  depth: {
    organization:
      '範囲 organization: ポリシーと組織からの離脱についての判定。--depth logs で証跡、ログバケット、キー、通知についての判定が加わります。',
    logs: '範囲 logs: 証跡、ログバケット、キー、通知についての判定。--depth full で全アカウントについての判定 (例外に一致するロール、そのロールで動くもの、検出器、レコーダー) が加わります。',
    full: '範囲 full: 判定が依存するものすべて。',
  },
  trouble,
  layout,
  handshakes,
  minutes: (count) => `${count} 分`,
  seconds: (count) => `${count} 秒`,
  written: (file) => `書き込み先: ${file}`,
  holds: (trails, buckets, keys, roles, others) =>
    `証跡 ${trails}、ログバケット ${buckets}、キー ${keys}、ロール ${roles}、その他のリソース ${others}`,
  users: (writers, readers) =>
    `ログバケットの CloudTrail 以外の利用者: 書き込み ${writers}、読み取り ${readers} (判明分)`,
  calls: (count) => `AWS の呼び出し ${count} 回 (すべて読み取り)`,
  answers: (count, file) =>
    `AWS の応答 ${count} 件すべてを、リクエスト ID とハッシュとともに ${file} に記録しました`,
  gaps: (count) => `読み取れなかったもの、範囲外のもの: ${count} 件`,
  gap: (action, count, code) => `${action} (${code})、${count} 件`,
  gapOnce: (action, code) => `${action} (${code})`,
  depends: 'これらに依存する判定は「不明」になります。',
  nextTitle: '次の手順',
  next: (file) => `indelible prove --snapshot ${file}`,
  nextMeans: 'このログを、まだ誰かが止めたり消したりできるか',
  permissionsNext: 'indelible permissions --for collect',
  permissionsMeans: '読み取り用ロールに必要なポリシー',
};
