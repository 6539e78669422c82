import type { plan as en } from '../en/plan.ts';
import { coverage } from './coverage.ts';
import { layout } from './layout.ts';

export const plan: typeof en = {
  layout,
  entering: '対象のアカウントで証跡を探しています …',
  seen: ({ read, of }, whole) =>
    `読み取り: 対象と管理アカウントの ${of} アカウント中 ${read} 件。組織全体では ${coverage(whole)}。`,
  protects: '守るもの',
  trail: '証跡',
  bucket: 'バケット',
  from: (name, id) => `守る相手: ${name} (${id}) 配下の全員`,
  policyTitle: (name) => `ポリシー ${name}`,
  size: (size, quota) => `${quota} 文字中 ${size} 文字`,
  guardsTitle: '効果',
  changesTitle: '変更 (この順に行う)',
  nothing: (target) => `変更はありません。${target} にはすでにこのポリシーがあります。`,
  stillPossible: 'それでも可能なこと',
  still: (management) => [
    `管理アカウント (${management}) にはどのポリシーも効きません。ユーザーは最小限に、ハードウェア MFA を必須に、ワークロードは置かないでください。`,
    'バケットに書き込める人は、ログファイルと同じ名前で別の内容を置けます。バージョニングが元の内容を残し、ダイジェストファイルで改変が分かります。',
    '対象外: S3 アクセスポイント経由の操作、暗号化されたログの KMS キー、このバケットの外にある写し。',
    'メンバーアカウントから証跡やバケットを変更するには、ポリシーを取り消し、変更し、もう一度適用します。',
  ],
  warningsTitle: '注意',
  warnings: {
    'trail-not-seen': (p) =>
      `対象の配下に証跡 \`${p.trail}\` が見当たりません。名前が違っていれば何も守られません。`,
    'bucket-differs': (p) => `証跡 \`${p.trail}\` の配信先は \`${p.bucket}\` ではなく \`${p.actual}\` です。`,
    'bucket-in-management': (p) =>
      `バケット \`${p.bucket}\` は管理アカウントにあり、どのポリシーも効きません。ログはメンバーアカウントに移してください。`,
    'bucket-outside-target': (p) =>
      `対象の配下で読み取れたアカウントに、バケット \`${p.bucket}\` の所有者がいません。所有するアカウントの管理者は、まだ消せる可能性があります。`,
    'bucket-unversioned': (p) =>
      `バケット \`${p.bucket}\` のバージョニングが有効だと確認できません。無効なら、ログファイルは上書きで消えます。このポリシーは書き込みを拒否しません。先にバージョニングを有効にしてください。`,
    'control-tower-updates': (p) =>
      `AWS Control Tower はバケット \`${p.bucket}\` の設定を \`AWSControlTowerExecution\` として変更しますが、このポリシーに例外はなく、そのようなランディングゾーンの更新は失敗します。更新の前にポリシーをデタッチし、終わったら計画と適用をやり直してください。`,
    'accelerator-updates': (p) =>
      `Landing Zone Accelerator on AWS はバケット \`${p.bucket}\` の設定を \`cdk-accel-*\` のロールとして変更しますが、このポリシーに例外はなく、そのようなパイプラインの実行は失敗します。実行の前にポリシーをデタッチし、終わったら計画と適用をやり直してください。`,
    'accelerator-reverts': () =>
      'Landing Zone Accelerator on AWS は、scpRevertChangesConfig が有効なら、管理している組織単位やアカウントに他者がアタッチしたポリシーをデタッチします。代わりに、このポリシーを organization-config.yaml の serviceControlPolicies に入れてください。',
    'writer-stopped': (p) =>
      `このポリシーを適用すると、\`${p.bucket}\` に書き込んでいる \`${p.principal}\` (${p.from}) は、必要な ${p.actions} を使えなくなります。先に別のバケットへ書き込むように変更してください。`,
  },
  use: {
    writers: (bucket) => `${bucket} に書き込む CloudTrail 以外のもの`,
    readers: (bucket) => `${bucket} から読み取るもの`,
    more: (count) => `ほか ${count} 件`,
    somebody: 'その他',
    bound: {
      yes: 'SCP が適用される',
      no: 'SCP は適用されない',
      unknown: 'SCP が適用されるかは不明',
    },
    by: {
      'access-logs': 'S3 サーバーアクセスログの記録元:',
      'access-point': 'アクセスポイント',
      acl: 'アクセスコントロールリスト (ACL):',
      'bucket-policy': 'バケットポリシー:',
      config: 'AWS Config:',
      firehose: 'Firehose:',
      'flow-log': 'VPC フローログ',
      folder: 'フォルダ',
      'load-balancer': 'ロードバランサー',
      notification: 'イベント通知の送信先:',
      replication: 'S3 レプリケーション:',
    },
    unread: (actions) =>
      `このバケットの利用者はほかにもいる可能性があります (読み取っていないもの: ${actions})。indelible collect --depth full のあと plan --snapshot で調べられます。`,
  },
  gapsTitle: '読み取れなかったもの',
  written: (file) => `計画を ${file} に書き出しました。まだ何も変更していません。`,
  fromFile: 'ファイルから作った計画です。apply は組織を読み取り、計画の前提と違っていれば中断します。',
  undo: 'apply は、取り消すための計画を先に書き出します。',
  next: '次へ:',
};
