import { type Exemption, exemptionsOf } from '../model/exemption.ts';
import { type Need, OUTSIDER_ACCOUNT, type Step, technique } from '../model/technique.ts';
import { assume, type ExemptPrincipal, editable, fromOutside, trust } from './parts/exempt-principal.ts';

type Tag = readonly [key: string, value: string];

const tagging = ([key, value]: Tag): Pick<Need, 'context'> => ({
  context: { [`aws:RequestTag/${key}`]: value, 'aws:TagKeys': [key] },
});

const gain = ({ accountId }: ExemptPrincipal, [key, value]: Tag): Pick<Step, 'effect'> => ({
  effect: [{ kind: 'gain-tag', accountId, key, value }],
});

function tagPrincipal(principal: ExemptPrincipal, tag: Tag): Step {
  const { kind, arn, name } = principal;
  const operation = kind === 'role' ? 'TagRole' : 'TagUser';
  return {
    operation: `iam:${operation}`,
    event: operation,
    needs: [{ action: `iam:${operation}`, resource: arn, ...tagging(tag) }],
    input: {
      [kind === 'role' ? 'RoleName' : 'UserName']: name,
      Tags: [{ Key: tag[0], Value: tag[1] }],
    },
    ...gain(principal, tag),
  };
}

function tagSession(role: ExemptPrincipal, tag: Tag): Step {
  const { input, ...step } = assume(role);
  return {
    ...step,
    needs: ['sts:AssumeRole', 'sts:TagSession'].map((action) => ({
      action,
      resource: role.arn,
      ...tagging(tag),
    })),
    input: { ...input, Tags: [{ Key: tag[0], Value: tag[1] }] },
    ...gain(role, tag),
  };
}

export default technique<Exemption>({
  id: 'exempt-principal-tag',
  title: { en: 'Take on the tag that the policy exempts', ja: 'ポリシーの例外になるタグを付ける' },
  goal: 'unguard',
  mitre: ['T1098.003'],
  why: {
    en: 'A tag of a principal is whatever an administrator of its account writes there, or passes along with a session. With the right one the policy denies nothing.',
    ja: 'プリンシパルのタグは、そのアカウントの管理者が自由に付けられ、セッションに渡すこともできます。該当するタグを付ければ、ポリシーは何も拒否しなくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_iam-tags.html',
  ],
  by: ['owner'],
  obtains: 'tag',
  blockedBy: {
    en: 'A service control policy that denies iam:TagRole, iam:TagUser and sts:TagSession with that key (aws:TagKeys, aws:RequestTag) to everybody whom it does not exempt.',
    ja: '例外に該当しない全員に対して、そのキーを使った iam:TagRole、iam:TagUser、sts:TagSession を (aws:TagKeys、aws:RequestTag で) 拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'The exemption by tag alone. A deny of tagging roles that leaves session tags open.',
    ja: 'タグによる例外だけの設定。ロールへのタグ付けだけを拒否し、セッションタグを許すポリシー。',
  },
  unverified: {
    en: 'Session tags that come with sts:GetFederationToken, or from an identity provider, are not looked at: they ask for sts:TagSession as well.',
    ja: 'sts:GetFederationToken や ID プロバイダーから渡されるセッションタグは対象外です (どちらにも sts:TagSession が必要です)。',
  },
  targets: (snapshot) => exemptionsOf(snapshot).filter(({ kind }) => kind === 'tag'),
  ways: (exemption) => {
    const principal = editable(exemption);
    if (principal === undefined) return [];
    return Object.entries(exemption.principal?.tags ?? {}).flatMap((tag) => [
      [tagPrincipal(principal, tag)],
      ...(principal.kind === 'role'
        ? [
            [tagSession(principal, tag)],
            [trust(principal, OUTSIDER_ACCOUNT), fromOutside(tagSession(principal, tag))],
          ]
        : []),
    ]);
  },
  harm: { en: 'the exemption is anybody’s', ja: '誰でも例外になれる' },
});
