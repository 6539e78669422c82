import type { demo as en } from '../en/demo.ts';

export const demo: typeof en = {
  title: '管理者は監査証跡を消せるのか?',
  setting: '3 幕の物語です。このプロセス内のサンドボックス AWS に対し、本物の AWS SDK で呼び出します。',
  nobodyElse: 'このマシンの外とは通信しません。AWS アカウントも使いません。',
  organization: (id: string) => `組織 ${id}`,
  setsPolicies: 'ポリシーを設定する側。どのポリシーも効かない',
  trailToBucket: (trail: string, bucket: string) => `証跡 ${trail} → ${bucket}`,
  organizationTrailToBucket: (trail: string, bucket: string) => `組織の証跡 ${trail} → ${bucket}`,
  act: (number: number) => `第 ${number} 幕`,
  actNames: {
    'no-policy': 'ポリシーなし',
    article: '記事のポリシー',
    'with-objects': 'bucket/* を追加',
  },
  noPolicy: (account: string) =>
    `暗号化もログファイルの整合性検証も、これは防げません。${account} の Admin ロールとルートユーザーが自分の監査証跡を攻撃します。`,
  putBack: '攻撃のたびに元に戻したもの: 証跡とその設定、バケット、ファイルのコピー。',
  lostForGood:
    '元に戻せないもの: 削除されたバージョン。誰にも復元できません (ここで消したのは、そのために置いたおとりです)。',
  articleIdea:
    '管理アカウントで設定するサービスコントロールポリシー (SCP) は、メンバーアカウントの管理者にもルートユーザーにも効きます。あるエンジニアの記事は、証跡の 3 つの操作とバケットに対する s3:Delete* を拒否する SCP を紹介しています。',
  asPrinted: '印刷されたままでは、ポリシーとして読めません:',
  problem: (line: number, column: number) =>
    `${line} 行 ${column} 列: 文字列を閉じる " があるべき場所に、活字の引用符 ” があります`,
  awsSays: (code: string) => `AWS も受け付けません: ${code}`,
  corrected: (target: string) => `普通の引用符に直すと受理されます。OU ${target} にアタッチします:`,
  why: (bucket: string) => [
    'ログファイルはまだ削除できます。ファイルの削除は、そのファイル自身の ARN に対して認可されるためです:',
    `  ポリシーの対象      ${bucket}`,
    `  ログファイル        ${bucket}/AWSLogs/…`,
    '前者に対する s3:Delete* は、後者に決して一致しません。',
  ],
  withObjects: 'リソースを 1 つ加えて、同じ攻撃をもう一度:',
  attachedTo: (target: string) => `${target} にアタッチ`,
  theOu: (name: string) => `OU ${name}`,
  theAccount: (name: string) => `アカウント ${name}`,
  refusedBy: 'どの拒否にも、拒否したポリシーが示されます:',
  attack: '攻撃',
  adminRole: 'Admin ロール',
  rootUser: 'ルートユーザー',
  harm: '被害',
  refused: '拒否',
  recordedTitle: 'ログに残ったもの',
  recorded: (found: number, attempts: number, files: number, bucket: string) =>
    `${attempts} 件の試行のうち ${found} 件が、その間に CloudTrail が ${bucket} に配信したログファイル (${files} 個) に残っています。拒否されたものにはエラーコードが付いています:`,
  event: 'イベント',
  errorCode: 'エラーコード',
  managementTitle: 'ポリシーの効かない場所: 管理アカウント',
  management: (trail: string) =>
    `${trail} を守る同じポリシーを、全アカウントの上に立つ組織のルートにアタッチしました。それでも管理アカウントの管理者が ${trail} を停止すると、成功します (その後、再開しました)。したがって管理アカウントでは:`,
  provedTitle: '証明エンジンの判定（試行なし）',
  proved: (possible, of, direct, left) =>
    `試行で分かるのは、試したことだけです。証明エンジンは既知の手口をすべて判定します。カタログの攻撃のうち ${of} 件が shop アカウントに当てはまり、ポリシーなしでは ${possible} 件が可能でした。ポリシーを適用すると ${direct} 件は直接の呼び出しが拒否されますが、上の攻撃を含む ${left} 件は何らかの経路で今も可能です。`,
  directly: '直接',
  byAnyPath: 'あらゆる経路',
  blocked: '不可',
  possible: '可能',
  unknownVerdict: '判定不能',
  calls: (calls) => `可能: ${calls}`,
  provedMeans:
    '組織を離脱したアカウントには、組織のポリシーも効かなくなります。indelible plan が作るポリシーは離脱も拒否します。',
  tableTitle: '比較',
  columns: { noPolicy: 'ポリシーなし', article: '記事', withObjects: 'bucket/* あり' },
  known: (blocked: number, of: number) =>
    `ポリシーで防げる既知の攻撃 ${of} 件のうち、このポリシーが拒否するのは ${blocked} 件です。`,
  knownMeans: '攻撃自身の呼び出しだけで数え、回り道は含みません。まだ可能な攻撃の例:',
  stillOpen: {
    'cloudtrail-event-selectors-management-off':
      'PutEventSelectors: 証跡は「記録中」のまま、何も記録しなくなる',
    's3-lifecycle-expire': 'PutBucketLifecycleConfiguration: 翌日、S3 自身がログを削除する',
    'organization-leave': 'LeaveOrganization: アカウントがすべてのポリシーの外へ出る',
  },
  next: '次の一歩',
  nextSteps: {
    sandbox: 'この AWS を起動し、aws コマンドで自分で試す',
    plan: 'これらも塞ぐガードを計画する (サンドボックスでも、自分の組織でも)',
    help: 'すべてのコマンド',
  },
};
