import type { grade as en } from '../en/grade.ts';

const attacks = (count: number): string => `${count} 件の攻撃`;

export const grade: typeof en = {
  problems: {
    'file-missing': () => 'ファイルがありません',
    'file-unreadable': (p) => `読み取れません: ${p.message}`,
    'file-empty': () => '空です',
    'file-too-large': (p) => `${p.limit} バイトを超えています。ポリシーファイルの大きさではありません`,
    'file-binary': () => 'テキストではありません',
    'folder-too-deep': (p) => `フォルダーが ${p.limit} 階層より深く、その先は読んでいません`,
    'folder-too-large': (p) => `ファイルが ${p.limit} 件を超えており、残りは読んでいません`,
    'not-a-policy': ({ broken }) =>
      (broken === undefined ? '' : `壊れた ${broken} で、`) +
      'ポリシーでも、ポリシーを宣言するファイル (JSON、Terraform の aws_organizations_policy、CloudFormation の AWS::Organizations::Policy) でもありません',
    'other-policy-type': (p) => `種類が ${p.type} のポリシーで、何も拒否しません`,
    'resource-policy': () =>
      'バケット、キー、ロールのポリシーです。ここで採点するのはサービスコントロールポリシー (SCP) とリソースコントロールポリシー (RCP) です',
    'bad-syntax': (p) => (p.message ? `読み取れません: ${p.message}` : '読み取れません'),
    'too-deep': () => '入れ子が深すぎます',
    'content-elsewhere': (p) => `ポリシーは別のファイルにあります: ${p.file ?? p.expression}`,
    'unknown-value': (p) => `値がこのファイルにありません: ${p.expression}`,
    'typographic-quote': (p) => `JSON の " のはずの所に、組版用の引用符 ${p.character} があります`,
    'unexpected-character': (p) => `予期しない文字 ${p.character} があります`,
    'unexpected-end': () => '途中で終わっています',
    'trailing-content': () => 'ポリシーの終わりの後に余分な文字があります',
    'bad-string': () => '文字列の中に改行か誤ったエスケープがあります',
    'bad-number': () => '数値ではありません',
    'wrong-type': (p) => `型は ${p.expected} でなければなりません`,
    'duplicate-key': (p) => `${p.element} が重複しています`,
    'unknown-element': (p) => `ポリシーに ${p.element} という要素はありません`,
    'missing-element': (p) => `${p.element} がありません`,
    'both-elements': (p) => `${p.element} と ${p.other} は同時に書けません`,
    'element-not-allowed': (p) => `${p.element} はここには書けません`,
    'bad-version': () => 'Version は 2012-10-17 でなければなりません',
    'bad-effect': () => 'Effect は Deny、または SCP では Allow でなければなりません',
    'bad-sid': () => 'Sid に使えるのは英数字だけです',
    'duplicate-sid': (p) => `Sid ${p.sid} が重複しています`,
    'bad-action': (p) => `${p.value} はここに書けるアクションではありません`,
    'bad-resource': (p) => `${p.value ?? 'これ'} は ARN ではありません`,
    'bad-principal': () => 'RCP の Principal は "*" でなければなりません',
    'unknown-operator': (p) => `${p.operator} という条件演算子はありません`,
    empty: () => '空にはできません',
  },
  mistakes: {
    'never-matches': (p) => `${p.value} に一致するものは存在しません`,
    'unknown-action': (p) => `${p.value} というアクセス許可はありません`,
    'bucket-without-objects': (p) => `${p.value} はバケットだけで、オブジェクトが対象になりません`,
    'equals-with-wildcard': (p) => `${p.value} は一字一句比較され、ワイルドカードが効きません`,
    'own-account-trail': (p) =>
      `${p.value} は組織の証跡に一致しません (その ARN にはどのアカウントでも管理アカウントの ID が入ります)`,
    'arn-on-action-without-resource-type': (p) =>
      `${p.value} は * に対してだけ認可されるため、ARN を指定したステートメントは効きません`,
    'empty-arn-fields': (p) => `${p.value} はリージョンかアカウントが空ですが、実際の ARN には両方あります`,
    size: (p) => `${p.value} 文字ありますが、AWS が受け付けるのは ${p.limit} 文字までです`,
    'rcp-unsupported-service': (p) => `RCP は ${p.value} に効きません`,
    'deprecated-action': (p) => `${p.value} は AWS が置き換えたもので、後継を拒否するものがありません`,
    'obtainable-exemption': (p) => `例外 ${p.value} は誰でも手に入れられます`,
  },
  where: (file, line, column) => (line === undefined ? file : `${file}:${line}:${column ?? 1}`),
  more: (count) => `ほか ${count} 件`,
  nothing: (skipped, problems) =>
    skipped === 0
      ? `読み取れたポリシーがありません${problems === 0 ? '。ポリシーのファイルが 1 つもありません' : ''}`
      : `読み取れたポリシーがありません (ポリシーを含まないファイル: ${skipped} 件)`,
  partly: '読み取れなかったものを除いて採点しました:',

  headline: (direct, followed, of) =>
    `ポリシーで防げる攻撃 ${of} 件のうち、防いでいるのは ${direct} 件。例外や準備を経る経路までたどると ${followed} 件。`,
  unknown: (count) => `判定できないもの: ${count} 件。`,
  policies: (scps, rcps) => `採点対象: SCP ${scps} 件、RCP ${rcps} 件 (基準の組織のルートにアタッチ)。`,
  columns: { direct: '直接の呼び出し', followed: 'あらゆる経路' },

  openTitle: '開いたままのもの',
  deny: {
    scp: 'SCP で全員に対して拒否する:',
    rcp: 'RCP で AWS サービス以外の全員に対して拒否する:',
  },
  noDeny: (count) => `呼び出し元に対する拒否では防げない ${attacks(count)} (indelible explain を参照):`,
  on: '対象',
  closes: (count) => `これを通る ${attacks(count)}:`,
  closedBesides: 'ほかの攻撃による準備を防ぐために:',
  closing: (left, of) =>
    `これらをすべて拒否すると、${of} 件のうち ${of - left} 件が防がれます (判定し直した結果)。`,
  prepared: (count, title) => `直接は防がれていても、別の攻撃の後なら成立する ${attacks(count)}: ${title}`,
  unjudged: (count) => `成立するかどうか分からない ${attacks(count)}:`,
  example: '例:',
  call: (principal, action) => `${principal}が ${action} を呼び出す`,
  residual: (count) =>
    `このほか管理アカウントからの ${attacks(count)}は、どのポリシーでも防げません。管理アカウントに人を入れず、ログの写しを別の場所に保管してください。`,

  mistakesTitle: 'ポリシーの誤り',
  statement: (policy, number, sid) =>
    number === undefined
      ? policy
      : `${policy} のステートメント ${number}${sid === undefined ? '' : ` (${sid})`}`,
  inert: 'ステートメント全体が何にも一致しません',
  instead: (suggestion) => `${suggestion} と書く`,
  minify: (characters) => `空白を除けば ${characters} 文字`,
  closeExemption: (actions) => `例外に該当しない全員に対して、該当するプリンシパルへの ${actions} を拒否する`,

  breaksTitle: '動かなくなるもの',
  who: {
    'cloudtrail-delivery': 'CloudTrail 自身の配信',
    'config-delivery': 'AWS Config の配信',
    'log-delivery': 'AWS サービスのログ配信',
    's3-access-logs': 'S3 サーバーアクセスログ',
    'siem-reader': '分析のためのログの読み取り',
    'everyday-work': 'ワークロードアカウントの日常業務',
    'break-glass': '緊急用ロール',
  },
  broken: (who, action) => `${who}: ${action}`,
  brokenBy: (place) => `${place} が拒否`,
  brokenByNone: '許可するポリシーがない',

  assumedTitle: '仮定したこと',
  world:
    '基準の組織: 管理アカウント、バケットとキーを所有するログアーカイブ、証跡を持つワークロードアカウント、CloudTrail の委任管理者、組織の証跡。バケットはバージョニング有効、オブジェクトロックなし。--world で表示できます。',
  fullAccess: 'FullAWSAccess がすべての階層にアタッチされているものとします。',
  insteadOfFull: (policies) =>
    `ルートでは FullAWSAccess の代わりに ${policies} があり、他の階層には FullAWSAccess がアタッチされているものとします。`,
  targeted: (policies) =>
    `ファイルでは別の場所にアタッチされるもの (${policies}) も、すべてルートで判定しています。`,
  roles: 'ポリシーが例外とするロールは、ある場合とない場合の両方で判定しています。',
  names: {
    organization: '組織',
    root: 'ルート',
    'log-archive-unit': 'ログアーカイブの OU',
    management: '管理アカウント',
    'log-archive': 'ログアーカイブ',
    workload: 'ワークロードアカウント',
    delegated: '委任管理者',
    'other-account': 'その他のアカウント',
    partition: 'パーティション',
    region: 'リージョン',
    bucket: 'ログバケット',
    'key-prefix': 'バケット内のプレフィックス',
    trail: '証跡',
    key: 'キー',
    alias: 'キーのエイリアス',
    'log-group': 'ロググループ',
  },
  named: (what, value, policy) => `${what} ${value} (${policy} にある名前)`,
  notChosen: (others) => `選ばなかった候補: ${others}`,
  filled: (placeholder, value) => `${placeholder} を ${value} と読みました`,
  unresolved: (placeholder) => `${placeholder} は、ここの何にも一致しないものと読みました`,
  options: '--bucket、--trail、--key、--exempt で指定できます。',

  restsTitle: '前提と保証範囲',
  rests: (version, techniques) =>
    `AWS が公開している評価ロジックと、Indelible ${version} の攻撃手法 ${techniques} 件に基づきます。ほかの攻撃は判定していません。どのロールが誰を信頼しているかや、ポリシーが効かない管理アカウントの状態など、実際の組織を見なければ分からないことは prove が判定します。`,

  next: '次の一歩',
  nextSteps: {
    explain: '最初の攻撃の内容を見る',
    json: 'すべての判定を、証明や経路とともに見る',
    world: '基準の組織をファイルに保存する',
    prove: '実際の組織について問う',
  },
};
