import type { Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { accountTrails, recordsDataEvents, updateTrail } from './parts/trail-settings.ts';

export default technique<Trail>({
  id: 'cloudtrail-recursive-logging-off',
  title: {
    en: 'Stop recording CloudTrail’s own deliveries',
    ja: 'CloudTrail 自身の配信の記録をやめさせる',
  },
  goal: 'blind',
  mitre: ['T1685.002'],
  why: {
    en: 'With data events on the log bucket, each delivered file is itself recorded. Without these events nobody can tell from the record which files must be there.',
    ja: 'ログバケットのデータイベントが有効なら、配信された各ファイルも記録されます。この記録がなければ、あるはずのファイルがどれかを突き合わせられません。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-recursive-logging.html',
    'https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/update-trail.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:UpdateTrail on the trail. Digest files list the delivered files as well, and do not depend on this setting.',
    ja: '証跡に対する cloudtrail:UpdateTrail を拒否するサービスコントロールポリシー (SCP)。この設定とは別に、ダイジェストファイルにも配信済みのファイルが記載されます。',
  },
  notBlockedBy: {
    en: 'A deny of PutEventSelectors: the setting belongs to the trail and leaves the event selectors as they are.',
    ja: 'PutEventSelectors の拒否。これは証跡の設定で、イベントセレクターは変わりません。',
  },
  unverified: {
    en: 'Whether the data events that are recorded include those of the log bucket. Whether the setting is off already is not read.',
    ja: '記録されているデータイベントにログバケットのものが含まれるかどうか。設定がすでに無効かどうかは読み取っていません。',
  },
  targets: accountTrails,
  requires: recordsDataEvents,
  ways: (trail) => [[updateTrail(trail, { RecursiveLogging: false })]],
  harm: { en: 'deliveries go unrecorded', ja: '配信が記録されない' },
});
