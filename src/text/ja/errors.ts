import type { errors as en } from '../en/errors.ts';
import { lines, type Parameters } from '../parameters.ts';
import { grade } from './grade.ts';

/** `grade` と同じ説明 */
function explained({ code, ...parameters }: Parameters): string {
  const said: Readonly<Record<string, (p: Parameters) => string>> = grade.problems;
  const say = typeof code === 'string' && Object.hasOwn(said, code) ? said[code] : undefined;
  return say === undefined ? '' : `: ${say(parameters)}`;
}

const didYouMean = ({ similar }: Parameters): string =>
  similar === '' ? '' : `。\`${similar}\` のことですか?`;
const seeHelp = ({ verb }: Parameters): string => `\`indelible ${verb}--help\` を参照してください。`;

export const errors: typeof en = {
  'aws-denied': (p) => ({
    message: `AWS が \`${p.doing}\` を拒否しました: ${p.message}`,
    hint: '管理アカウントの管理者として実行するか、この権限を付与してください。',
  }),
  'aws-failed': (p) => ({ message: `\`${p.doing}\` が \`${p.code}\` で失敗しました: ${p.message}` }),
  'aws-unreachable': (p) => ({
    message: `\`${p.endpoint}\` に接続できません: ${p.message || p.code}`,
    hint: '起動していますか。AWS_ENDPOINT_URL は正しいですか。サンドボックスは `indelible sandbox` で起動します。',
  }),
  'no-credentials': () => ({
    message: 'AWS の認証情報が見つかりません',
    hint: 'AWS_PROFILE、または AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY を設定するか、--profile を指定してください。AWS アカウントがなければ `indelible demo` をどうぞ。',
  }),
  'login-expired': (p) => ({
    message: `このプロファイルの IAM Identity Center へのサインインがないか、期限切れです: ${p.message}`,
    hint: `\`${p.login}\` でサインインしてから、もう一度実行してください。`,
  }),
  'credentials-expired': (p) => ({
    message: `認証情報のセッショントークンが期限切れです（\`${p.code}\`）: ${p.message}`,
    hint: '一時的な認証情報を取得し直してから、もう一度実行してください。',
  }),
  'credentials-rejected': (p) => ({
    message: `AWS がこの認証情報を受け付けません: ${p.message || p.code}`,
    hint: '期限切れか、別の環境のものかもしれません。サンドボックスのキーは起動のたびに変わります。',
  }),
  'role-denied': (p) => ({
    message: `アカウント \`${p.account}\` の \`${p.roles}\` を引き受けられません: ${p.message}`,
    hint: '呼び出し元を信頼するロールを --role-name で指定してください。',
  }),
  'role-elsewhere': (p) => ({
    message: `アカウント \`${p.account}\` のロールが、アカウント \`${p.actual}\` のセッションになりました`,
  }),
  'endpoint-invalid': (p) => ({
    message: `\`${p.endpoint}\` はエンドポイントの URL ではありません`,
    hint: '例: http://127.0.0.1:4566',
  }),
  'endpoint-divided': (p) => ({
    message: `\`${p.where}\` により、一部の AWS サービスだけが別のエンドポイントに向いています`,
    hint: 'AWS_ENDPOINT_URL ですべてのサービスを揃えるか、AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true で無効にしてください。',
  }),
  'no-organization': (p) => ({
    message: `アカウント \`${p.account}\` は組織に属していません`,
    hint: 'サービスコントロールポリシー (SCP) は AWS Organizations の機能です。管理アカウントの認証情報を使ってください。',
  }),
  'organization-unreadable': (p) => ({
    message: `組織を読み取れません: \`${p.action}\`: ${p.message}`,
    hint: '管理アカウント、または Organizations ポリシーの委任管理者の認証情報を使ってください。',
  }),
  'role-name-invalid': (p) => ({
    message: `\`${p.role}\` はロールの名前ではありません`,
    hint: '名前だけを指定してください。パスがあれば audit/IndelibleRead のように付けます。',
  }),
  'target-missing': (p) => ({
    message: 'ポリシーのアタッチ先 (ルート、組織単位 (OU)、アカウント) を --target で指定してください',
    list: lines(p.targets),
  }),
  'target-not-found': (p) => ({
    message: `\`${p.target}\` というルート、組織単位 (OU)、アカウントは組織にありません`,
    hint: '--target を省くと一覧を表示します。',
  }),
  'target-ambiguous': (p) => ({
    message: `\`${p.target}\` は複数あります。ID で指定してください: ${p.ids}`,
  }),
  'target-management': (p) => ({
    message: `\`${p.target}\` は管理アカウントです。サービスコントロールポリシー (SCP) は効きません`,
    hint: '組織単位 (OU) かメンバーアカウントを指定し、管理アカウントにはワークロードやユーザーを置かないでください。',
  }),
  'target-full': (p) => ({
    message: `\`${p.target}\` には SCP が ${p.attached} 個アタッチされており、AWS の上限は ${p.quota} 個です`,
    hint: 'どれかをデタッチまたは統合するか、上位か下位の対象を選んでください。',
  }),
  'policy-too-large': (p) => ({
    message: `ポリシーが ${p.size} 文字になり、AWS の上限 ${p.quota} 文字を超えます`,
  }),
  'trails-unseen': (p) => ({
    message: `どの証跡を守るのか決められません。スナップショットは ${p.of} アカウント中 ${p.unseen} アカウントの中を読んでいません`,
    list: lines(p.trails),
    hint: '--trail と --bucket の両方を指定するか、`indelible collect --depth full` で全アカウントを読み取ってください。',
  }),
  'plan-redacted': () => ({
    message:
      '`--redact` で置き換えられたスナップショットです。アカウントが実際の組織と異なるため、合う計画を作れません',
    hint: '置き換える前のスナップショットを使うか、--snapshot なしで計画してください。',
  }),
  'trails-several': (p) => ({
    message: '証跡が複数あります。1 つ選んでください',
    list: lines(p.trails),
    ...(p.organizationTrails === '' ? {} : { hint: `組織全体の証跡: ${p.organizationTrails}` }),
  }),
  'bucket-of-no-trail': (p) => ({
    message: `\`${p.bucket}\` に配信する証跡は見当たりません。見つかった証跡`,
    list: lines(p.trails),
    hint: 'いずれかを指定するか、目的の証跡をそのバケットとともに指定してください。',
  }),
  'trail-not-found': (p) => ({
    message: p.trail === '' ? '証跡が見つかりません' : `証跡 \`${p.trail}\` が見つかりません`,
    hint: '--trail と --bucket の両方を指定するか、アカウントを読み取れるロールを --role-name で指定してください。',
  }),
  'file-unreadable': (p) => ({ message: `\`${p.file}\` を読み込めません: ${p.message}` }),
  'file-unwritable': (p) => ({ message: `\`${p.file}\` に書き込めません: ${p.message}` }),
  'not-a-plan': (p) => ({
    message: `\`${p.file}\` はこのバージョンの計画ファイルではありません`,
    hint: '`indelible plan` で作成してください。',
  }),
  'plan-altered': (p) => ({
    message: `\`${p.file}\` は作成後に変更されています`,
    hint: '計画を作り直してください。適用できるのは、表示された内容そのものだけです。',
  }),
  'other-organization': (p) => ({
    message: `この計画は組織 \`${p.planned}\` のものですが、認証情報は \`${p.actual}\` のものです`,
  }),
  'moved-policy-differs': (p) => ({
    message: `ポリシー \`${p.policy}\` の内容が計画時と異なります`,
    hint: 'その後に変更されています。計画を作り直してください。',
  }),
  'moved-policy-gone': (p) => ({
    message: `ポリシー \`${p.policy}\` がありません`,
    hint: 'その後に削除されています。計画を作り直してください。',
  }),
  'moved-policy-attached': (p) => ({
    message: `ポリシー \`${p.policy}\` は、この計画によらず \`${p.target}\` にアタッチされたままです`,
    hint: '先にそこからデタッチしてください。',
  }),
  'moved-target-gone': (p) => ({
    message: `\`${p.target}\` は組織にもうありません`,
    hint: '計画を作り直してください。',
  }),
  'not-read-back': (p) => ({
    message: `AWS は変更をすべて受け付けましたが、読み直すと \`${p.change}\` が反映されていません`,
  }),
  // prove とそれが読む JSON ファイル
  'principal-invalid': (p) => ({
    message: `\`${p.principal}\` はロールまたはユーザーの ARN ではありません`,
    hint: 'arn:aws:iam::123456789012:role/NAME の形です。',
  }),
  'principal-unread': (p) => ({
    message: `スナップショットに \`${p.principal}\` のポリシーがありません`,
    hint: '--as を付けなければ、誰にでもできることを判定します。',
  }),
  'prove-account-unknown': (p) => ({
    message: `スナップショットにアカウント \`${p.value}\` がありません。あるもの:`,
    list: [...lines(p.known), ...(p.more === 0 ? [] : [`ほか ${p.more} 件`])],
  }),
  'prove-unit-unknown': (p) => ({
    message: `スナップショットに組織単位 (OU) \`${p.value}\` がありません。あるもの:`,
    list: [...lines(p.known), ...(p.more === 0 ? [] : [`ほか ${p.more} 件`])],
  }),
  'json-empty': (p) => ({ message: `\`${p.file}\` は空です` }),
  'file-is-folder': (p) => ({
    message: `\`${p.file}\` はフォルダーです。中のファイルを指定してください`,
  }),
  'json-policy': (p) => ({
    message: `\`${p.file}\` はポリシーです。スキーマ \`${p.expected}\` のファイルが必要です`,
    hint: 'ポリシーは `indelible grade` で評価できます。',
  }),
  'json-not-one-of': (p) => ({
    message: `\`${p.file}\`: \`${p.path}\` の値 \`${p.value}\` は次のいずれでもありません: ${p.known}`,
  }),
  'json-blank': (p) => ({ message: `\`${p.file}\`: \`${p.path}\` が空です` }),
  'json-other-owner': (p) => ({
    message: `\`${p.file}\`: \`${p.path}\` の値 \`${p.value}\` は ARN ${p.arn} と食い違っています`,
    hint: '組織を読み取り直してください。スナップショットは手で編集するものではありません。',
  }),
  'baseline-other-organization': (p) => ({
    message: `ベースライン \`${p.file}\` は組織 \`${p.other}\` のもので、スナップショットは \`${p.organization}\` のものです`,
  }),
  'not-json': (p) => ({
    message: `\`${p.file}\` は JSON ではありません: ${p.line} 行 ${p.column} 列で途切れているか、誤っています`,
    hint: '転送の途中で切れたファイルはこうなります。UTF-8 でないファイルは読めません。',
  }),
  'json-too-large': (p) => ({
    message: `\`${p.file}\` は、読み込みに使えるメモリ ${p.limit} MiB に収まりません`,
    hint: 'Node.js が使えるメモリを増やしてください: NODE_OPTIONS=--max-old-space-size=16384 (MiB)',
  }),
  'json-value-too-large': (p) => ({
    message: `\`${p.file}\`: ${p.line} 行 ${p.column} 列の値が ${p.limit} MiB を超えています`,
  }),
  'json-deep': (p) => ({ message: `\`${p.file}\` は入れ子が深すぎます` }),
  'json-other-schema': (p) => ({
    message: `\`${p.file}\` のスキーマは \`${p.schema}\` です。\`${p.expected}\` でなければなりません`,
  }),
  'json-missing': (p) => ({ message: `\`${p.file}\`: \`${p.path}\` がありません` }),
  'json-wrong-type': (p) => ({
    message: `\`${p.file}\`: ${p.path === '' ? '文書全体' : `\`${p.path}\` `}の型は ${p.expected} でなければなりません`,
  }),
  'json-bad-value': (p) => ({
    message: `\`${p.file}\`: \`${p.path}\` の値 \`${p.value}\` は ${p.expected} に合いません`,
  }),
  'json-unknown-member': (p) => ({
    message: `\`${p.file}\`: \`${p.path}\` という項目はありません。使える項目: ${p.known}`,
  }),
  'json-duplicate': (p) => ({ message: `\`${p.file}\`: \`${p.path}\` の \`${p.value}\` は重複しています` }),
  'json-unknown-reference': (p) => ({
    message: `\`${p.file}\`: \`${p.path}\` が指す \`${p.value}\` はありません`,
  }),
  'json-ring': (p) => ({
    message: `\`${p.file}\`: \`${p.path}\`: \`${p.value}\` の上位をたどると自身に戻ります`,
  }),
  'json-no-day': (p) => ({
    message: `\`${p.file}\`: \`${p.path}\` の \`${p.value}\` は暦にない日付です`,
  }),
  'json-content-differs': (p) => ({
    message: `\`${p.file}\`: \`${p.path}\` の内容が隣の \`document\` と異なります`,
    hint: '組織を読み取り直してください。スナップショットは手で編集するものではありません。',
  }),
  'drill-management': (p) => ({
    message: `\`${p.account}\` は管理アカウントです。どのポリシーも効かないため、攻撃しても何も確かめられません`,
    hint: 'メンバーアカウントを指定してください。',
  }),
  'drill-own-account': (p) => ({
    message: `この認証情報はアカウント \`${p.account}\` 自身のものです`,
    hint: '管理アカウントから実行してください。--role-name のロールでメンバーアカウントに入ります。',
  }),
  'account-not-found': (p) => ({ message: `組織にアカウント \`${p.account}\` はありません` }),
  'technique-not-found': (p) => ({
    message: `攻撃手法 \`${p.technique}\` はありません。次から選んでください`,
    list: lines(p.techniques),
  }),
  'technique-unknown': (p) => ({
    message: `攻撃手法 \`${p.technique}\` はありません${p.similar === '' ? '' : '。次のどれかのことですか?'}`,
    list: lines(p.similar),
    hint: '`indelible explain --list` で一覧を表示できます。',
  }),
  'targets-unreadable': (p) => ({
    message: `アカウント \`${p.account}\` の証跡とログバケットを読み取れません: \`${p.resource}\` に対する \`${p.action}\`: ${p.message}`,
    hint: '読み取れるロールを --role-name で指定してください。',
  }),
  'drill-unseen': (p) => ({
    message: `スナップショットはアカウント \`${p.account}\` の中を読んでいないため、攻撃の対象が分かりません`,
    hint: '`indelible collect --depth full` で全アカウントを読み取ってください。',
  }),
  'nothing-to-drill': (p) => ({
    message: `アカウント \`${p.account}\` には自身の証跡がなく、ログバケットも所有していません`,
    hint: '--trail か --bucket で指定するか、それらを所有するアカウントで訓練してください。',
  }),
  'port-invalid': (p) => ({
    message: `\`${p.port}\` はポート番号ではありません。0 から 65535 で指定してください`,
  }),
  'port-taken': (p) => ({
    message: `ポート ${p.port} で待ち受けられません: ${p.message}`,
    hint: '--port 0 なら空いているポートを使います。',
  }),
  'document-not-json': (p) => ({ message: `ワールドファイルが JSON ではありません: ${p.problem}` }),
  'document-wrong-type': (p) => ({ message: `\`${p.path}\` の型は ${p.expected} でなければなりません` }),
  'document-bad-value': (p) => ({
    message: `\`${p.path}\` の値 \`${p.value}\` は ${p.pattern} に合いません`,
  }),
  'document-unknown-member': (p) => ({
    message: `\`${p.path}\` という項目はありません。使える項目: ${p.known}`,
  }),
  'document-unknown-reference': (p) => ({
    message: `\`${p.path}\` が指す \`${p.value}\` はファイルにありません。あるもの: ${p.known}`,
  }),
  'document-duplicate': (p) => ({ message: `\`${p.path}\` の \`${p.value}\` は重複しています` }),
  'document-bad-policy': (p) => ({ message: `\`${p.path}\` は正しいポリシーではありません: ${p.problem}` }),
  'document-one-of-two': (p) => ({
    message: `\`${p.path}\` には \`${p.first}\` か \`${p.second}\` のどちらか一方が必要です`,
  }),
  'world-one-management-account': (p) => ({
    message: `管理アカウントはちょうど 1 つ必要です (現在 ${p.count} 個)`,
  }),
  'world-outside-account': (p) => ({ message: `\`${p.path}\` には組織に属するアカウントが必要です` }),
  // grade
  'grade-option': (p) => ({
    message: `\`${p.option}\` に \`${p.value}\` は指定できません`,
    hint: '指定できるのは、バケットの名前、証跡の名前か ARN、キーの ARN、ロールの ARN (アカウントは * でも可) です。',
  }),
  'policy-unreadable': (p) => ({
    message: `ポリシー \`${p.policy}\` を読めません: ${p.where}${explained(p)}`,
    hint: 'AWS はこのようなポリシーを保存しません。読み取り後に変更されたか、正しく読み取れていません。一部しか読めないポリシーからは答えを出しません。',
  }),
  'account-invalid': (p) => ({ message: `\`${p.account}\` は 12 桁のアカウント ID ではありません` }),
  'verb-missing': () => ({
    message: 'コマンドを指定してください',
    hint: '`indelible --help` を参照してください。',
  }),
  'verb-unknown': (p) => ({
    message: `\`${p.value}\` というコマンドはありません${didYouMean(p)}`,
    hint: '`indelible --help` を参照してください。',
  }),
  'option-unknown': (p) => ({
    message: `\`${p.value}\` というオプションはありません${didYouMean(p)}`,
    hint: seeHelp(p),
  }),
  'argument-missing': (p) => ({ message: `引数 \`${p.value}\` がありません`, hint: seeHelp(p) }),
  'option-missing': (p) => ({ message: `オプション \`${p.value}\` が必要です`, hint: seeHelp(p) }),
  'value-missing': (p) => ({ message: `オプション \`${p.value}\` に値がありません`, hint: seeHelp(p) }),
  'value-invalid': (p) => ({
    message: `\`${p.value}\` は指定できません。指定できる値: ${p.known}`,
    hint: seeHelp(p),
  }),
  'arguments-excess': (p) => ({ message: `\`${p.value}\` は余分な引数です`, hint: seeHelp(p) }),
  usage: (p) => ({ message: `使い方が正しくありません: ${p.message}`, hint: seeHelp(p) }),
  unexpected: (p) => ({
    message: `予期しないエラー: ${p.message}`,
    hint: 'Indelible の不具合です。--debug を付けて再実行し、その出力を報告してください。',
  }),
};
