import type { Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { accountTrails, updateTrail } from './parts/trail-settings.ts';

export default technique<Trail>({
  id: 'cloudtrail-validation-off',
  title: { en: 'Turn log file validation off', ja: 'ログファイルの検証を無効にする' },
  goal: 'tamper',
  mitre: ['T1565.001'],
  why: {
    en: 'After an hour the chain of digest files breaks, and log files get no digest from then on: nobody can prove any more that one was changed or deleted.',
    ja: '1 時間後にダイジェストファイルのチェーンが途切れ、以後のログファイルにはダイジェストが作られません。変更や削除があっても証明できなくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html',
    'https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/validate-logs.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:UpdateTrail on the trail. Files under Object Lock cannot be changed, with digests or without.',
    ja: '証跡に対する cloudtrail:UpdateTrail を拒否するサービスコントロールポリシー (SCP)。オブジェクトロックで保護されたファイルは、ダイジェストがなくても変更できません。',
  },
  notBlockedBy: {
    en: 'Validating the files that have digests: those before the gap still pass. Turning validation on again: the gap stays.',
    ja: 'ダイジェストのあるファイルの検証 (途切れる前のものは合格します)。再び有効にしても、空白の期間は残ります。',
  },
  targets: (snapshot) => accountTrails(snapshot).filter(({ logFileValidation }) => logFileValidation),
  ways: (trail) => [[updateTrail(trail, { EnableLogFileValidation: false })]],
  harm: { en: 'forgeries cannot be told', ja: '改ざんを見分けられない' },
});
