import type { prove as en } from '../en/prove.ts';
import type { StatementLabel } from '../way-labels.ts';
import { coverage } from './coverage.ts';
import { handshakes } from './handshakes.ts';
import { layout } from './layout.ts';
import { trouble } from './trouble.ts';

const LAYERS: typeof en.layers = {
  scp: 'SCP',
  rcp: 'RCP',
  resource: 'リソースポリシー',
  identity: 'アイデンティティベースのポリシー',
  boundary: 'アクセス許可の境界',
  endpoint: 'エンドポイントポリシー',
};

const place = ({ layer, policy, sid, number, attachedTo }: StatementLabel): string =>
  `${attachedTo} の ${LAYERS[layer]} ${policy} のステートメント ${sid === undefined ? number : `${sid} (${number})`} `;

export const prove: typeof en = {
  judging: (techniques, accounts) => `${accounts} アカウントで ${techniques} 件の攻撃手法を判定しています …`,
  unused: (technique, owner) => `${technique} の例外 (${owner}): もう必要とする検出結果がありません`,

  question: 'まだ誰かにできるか?',
  yes: (count) => `はい: ${count} 通り`,
  worstTitle: (shown) => `特に深刻な ${shown} 件`,
  no: (judged) => `いいえ: 判定した攻撃 ${judged} 件はすべて防がれています (証明: --all)`,
  noBut: {
    management: (judged) =>
      `いいえ (管理アカウントを除く): 判定した攻撃 ${judged} 件はすべて防がれています (証明: --all)`,
    others: (judged) =>
      `いいえ (ポリシーの効く範囲で): 判定した攻撃 ${judged} 件はすべて防がれています (証明: --all)`,
  },
  notKnown: (unknown, judged) => `不明: 攻撃 ${judged} 件のうち ${unknown} 件を判定できません`,
  noTrail: '不明: スナップショットに証跡がなく、安全かどうかを判定する対象がありません',
  residualOnly: (count) => `はい: ${count} 通り。いずれもポリシーでは防げません`,
  notApplicable: '対象なし: 問われた攻撃の対象がここにはありません',
  fresh: (count) =>
    count === 0
      ? 'ベースライン以降の新しいものはありません。'
      : `ベースライン以降の新しいもの: ${count} 通り。`,
  accepted: (count) => `有効な例外があるもの: ${count} 通り (数には含め、失敗とはしません)。`,
  expired: (count) => `例外の期限が切れたもの: ${count} 通り。`,
  residual: {
    management: (count) =>
      `管理アカウントにはポリシーが効かず、そこに入り込んだ者にはなお ${count} 通りが可能です (--residual で表示)。`,
    others: (count) =>
      `管理アカウントや組織外など、ポリシーの効かない者にはなお ${count} 通りが可能です (--residual で表示)。`,
  },
  unguarded: {
    'none-attached':
      'AWS 管理の (すべてを許可する) もの以外の SCP がどこにもアタッチされておらず、メンバーアカウントの管理者とルートユーザーに SCP は効いていません。',
    'type-disabled':
      'この組織では SCP が有効になっておらず、メンバーアカウントの管理者とルートユーザーに SCP は効いていません。',
  },
  startFirst: '一覧を見るまでもなく、まず最初のポリシーを用意してください (一覧: --all)。',

  lost: '影響',
  target: '対象',
  who: '誰が',
  calls: '手順',
  fixLabel: '対策',
  reason: '根拠',
  unknownLabel: '不明点',
  exception: '例外',
  help: '備え',
  viaDetour: '直接はできないが、この回り道でできる',
  inBaseline: 'ベースラインにあり',
  exceptionUntil: (owner, until, reason) => `${owner}、${until} まで: ${reason}`,
  exceptionExpired: (owner, until, reason) => `${until} に期限切れ: ${owner}: ${reason}`,
  call: (action, principal) => `${principal}が ${action}`,
  on: (resource) => `対象 ${resource}`,
  withContext: (pairs) => `条件キー ${pairs.join('、')}`,
  because: {
    unbound: 'ここでは呼び出し元にもリソースにも SCP や RCP が効きません。',
    'no-statement': 'ポリシーは効いていますが、このアクションを拒否するステートメントがありません。',
    'granted-outside':
      'リソース自身のポリシーがこの呼び出し元を許可しており、この呼び出し元に SCP は効きません。',
  },
  spared: (places) =>
    `${places.map(place).join('、')}は、このアクションを拒否しますが、例外・条件・対象リソースのためにこの呼び出しには当たりません。`,

  account: (id, name) => (name === undefined ? id : `${name} (${id})`),
  outsideAccount: '組織外のアカウント',
  foreignAccount: (id) => `組織外のアカウント ${id}`,
  accounts: (labels, more) =>
    labels.length === 0
      ? '読み取れなかったアカウント'
      : `${labels.join('、')}${more > 0 ? ` ほか ${more} アカウント` : ''}`,
  actor: ({ kind, accounts }) =>
    ({
      'admin-root': `${accounts} の管理者とルートユーザー`,
      admin: `${accounts} の管理者`,
      root: `${accounts} のルートユーザー`,
      delegated: `委任管理者 ${accounts}`,
      management: `管理アカウント ${accounts} の管理者とルートユーザー`,
      outside: `${accounts} の誰でも`,
      named: accounts,
    })[kind],
  joined: (parts) => parts.join('、'),
  principal: ({ what, account }) =>
    what === 'root' ? `${account} のルートユーザー` : `${account} の ${what} `,

  fix: (actions, resources, policyType, accounts) =>
    `${accounts} に効く ${LAYERS[policyType]} で、${resources} への ${actions} を拒否する。`,
  detect:
    '今の場所ではどのポリシーでも拒否できません。ポリシーの効くアカウントへ移すか、検知したうえで別の場所に写しを保管してください。',
  deny: (actions, resources) => `${resources} への ${actions} を拒否する`,
  denied: (statements) => `${statements.join('。')}。`,
  change: {
    scp: (accounts) => `${accounts} に効く ${LAYERS.scp}:`,
    rcp: (accounts) => `${accounts} に効く ${LAYERS.rcp} (AWS サービスは除く):`,
  },
  changeBelow: (number) => `下記の変更 ${number}`,
  fixesTitle: (count, closed, of) =>
    closed === of
      ? `ふさぐための変更 (${count} 件)`
      : `${of} 通りのうち ${closed} 通りをふさぐ変更 (${count} 件)`,
  fixesUntried: '経路にあたる変更 (判定し直していません)',
  noFixes: 'ふさぐ変更は見つかりません',
  fixesBindAll:
    'ポリシーの例外となっている者も含め、すべての者に対して拒否します。必要な例外を設けたうえで、もう一度お確かめください。',
  onlyAsked: '問われた範囲だけを判定しました。ほかの攻撃や、ほかの経路が残っているかもしれません。',
  laterPath: 'ほかの経路をふさぐと開く経路にあたります。',
  leftTitle: 'それでも残るもの',
  left: (title, technique, calls, why) =>
    `${title} (${technique})${calls.length === 0 ? '' : `、${calls.join('、')} による`}: ${why}`,
  whyLeft: {
    'no-policy': 'これらの呼び出しにはどのポリシーも効かない',
    unknown: '不明',
    'type-disabled': 'ふさぐためのポリシータイプがここでは有効になっていない',
    'gave-up': '変更のたびに別の経路が残るため、探索を打ち切った',
    'not-found': 'これらの呼び出しを拒否するステートメントが見つからない',
  },
  inPathOf: (count, of) => `${of} 通りのうち ${count} 通りの経路にあたります。`,
  closesAlone: (count, of, alone) =>
    `${of} 通りのうち ${count} 通りの経路にあたります。単独では${alone === 0 ? 'どれもふさがりません' : ` ${alone} 通りがふさがります`}。`,
  closes: (count, of) => `${of} 通りのうち ${count} 通りがふさがります。`,
  moreFixes: (count) => `ほか ${count} 件: --all`,
  leftWhenFixed: (fixes, left, of) => {
    const all = fixes === 1 ? 'これを' : `${fixes} 件をすべて`;
    return left === 0
      ? `${all}適用すると、残るものはありません (判定し直した結果)。`
      : `${all}適用しても、${of} 通りのうち ${left} 通りが別の経路で残ります (判定し直した結果)。`;
  },

  layers: LAYERS,
  reasons: {
    statement: (one) => `拒否: ${place(one)}`,
    'scp-not-allowed': (attachedTo) => `${attachedTo} のどの SCP も許可していない`,
    'not-granted': (resource) => `この呼び出し元を許可するものがない: ${resource}`,
    service: (why, source) => `サービス自身が拒否する: ${why} ${source}`,
    immutable: (until) =>
      `コンプライアンスモードで ${until} までロックされている（標本として調べたログファイルによる）`,
  },
  doubts: {
    unread: (action, resource) => `読み取れなかった: ${resource} の ${action}`,
    'condition-key': (key, one) => `条件キー ${key} で決まるが、その値がここでは分からない: ${place(one)}`,
    assumption: (name) => `AWS のドキュメントでは決まらない (${name})`,
    entrance: (role, trusted) =>
      `${role} は ${trusted} を信頼している: 攻撃者がそれを通じて操作できるかどうかは判定していない`,
    unverified: () => '成功することを確認できるドキュメントがない',
    'too-large': () => '組み合わせが多すぎるため探索を打ち切った',
  },

  goalTitle: '目的別',
  goals: {
    silence: '停止: 何も記録されない',
    erase: '消去: 保存済みのログが削除される',
    unreadable: '読取不能: ログが読めなくなる',
    expire: '期限切れ: ログが後で削除される',
    tamper: '改ざん: ログが書き換えられる',
    blind: '縮小: 記録の範囲が狭まる',
    unguard: '防御の解除: 保護が外される',
    escape: '離脱: アカウントが組織を離れる',
    redirect: '転送: ログが別の場所へ届く',
    deafen: '通知の遮断: 誰にも知らされない',
  },
  columns: { open: '可能', blocked: '防御', unknown: '不明', residual: '防止不可' },
  openTitle: '可能なもの',
  unknownTitle: (count) => `不明なもの (${count} 件)`,
  blockedTitle: (count) => `挙げた攻撃者には防がれているもの (${count} 件)`,
  residualTitle: (count) => `ポリシーでは防げないもの (${count} 件)`,
  absentTitle: (count) => `対象や前提条件がここにないもの (${count} 件)`,

  trouble,

  claimTitle: '前提と保証範囲',
  claim: {
    evaluation: (url) => `AWS が文書化しているポリシー評価ロジック: ${url}`,
    catalogue: (version, techniques) =>
      `Indelible ${version} とそのカタログの攻撃手法 ${techniques} 件。それ以外の攻撃は判定していません。`,
    snapshot: (organization, accounts, at, by) =>
      `組織 ${organization} (${accounts} アカウント) のスナップショット。${at} に ${by} が読み取り、その後の変更は含みません。`,
    layout,
    coverage,
    handshakes,
    inactive: (count) => `${count} アカウントは有効でなく、攻撃元とはみなしません。`,
    gaps: (count) =>
      count === 0
        ? '読み取りの失敗はありません。'
        : `読み取りの失敗 ${count} 件。それに左右される判定は不明となります:`,
    gap: (action, resource, code) => `${resource} の ${action}: ${code}`,
    unread: (lists) => `まったく読み取っていないもの: ${lists.join('、')}。`,
    attackers: (kinds) =>
      `攻撃者: ${kinds.join('、')}。自分で変更できないものに拒否されない限り、あらゆる権限を持つとみなします。`,
    attacker: {
      admin: 'メンバーアカウントの管理者',
      root: 'メンバーアカウントのルートユーザー',
      delegated: '委任管理者',
      management: '管理アカウント',
      outside: '組織外の誰でも',
      named: '--as で指定したプリンシパル (自身のポリシーの範囲)',
    },
    exempt: (patterns, more) =>
      `ポリシーの例外となるプリンシパルから始まる攻撃はなく、それを得ることも手順の 1 つとみなします: ${patterns.join('、')}${more > 0 ? ` ほか ${more} 件` : ''}。`,
    only: (options) => `問いの範囲: ${options.join(' ')}`,
  },
  more: (count) => `ほか ${count} 件`,

  next: '次の一歩',
  nextSteps: {
    all: 'すべての方法と、防がれていることの証明',
    explain: '最も深刻なものの説明',
    plan: '証跡とログを守るポリシーを計画する',
    drill: 'メンバーアカウントの管理者として攻撃を試す',
    baseline: 'この結果を保存し、新しいものだけを失敗とする',
  },
  markdown: {
    title: 'CloudTrail のログをまだ誰かが止めたり消したりできるか',
    goal: '目的',
    more: '前提と保証範囲',
  },
};
