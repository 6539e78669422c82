import type { Exemption } from '../model/exemption.ts';
import { many, type PolicyStatement } from '../model/policy.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type Missing, type Step, technique } from '../model/technique.ts';
import {
  type ExemptPrincipal,
  editableRole,
  principalExemptions,
  roleRead,
} from './parts/exempt-principal.ts';
import { overlap } from './parts/overlap.ts';
import { regionsInUse } from './parts/region-in-use.ts';
import { resourcesOf, unlisted } from './parts/resources.ts';
import { singleCall } from './parts/single-call.ts';

type Ways = readonly (readonly Step[])[];

const gaining = ({ arn }: ExemptPrincipal): Pick<Step, 'effect'> => ({
  effect: [{ kind: 'gain-principal', arn }],
});

/** New metadata, with the attacker's certificate: in the provider, or in one of its name made anew. */
function throughSaml(role: ExemptPrincipal, arn: string, exists: boolean | 'perhaps'): Ways {
  const create = singleCall(
    'iam:CreateSAMLProvider',
    arn,
    { Name: arn.split('/').at(-1) ?? '' },
    gaining(role),
  );
  if (exists === false) return [[create]];
  const input = { SAMLProviderArn: arn };
  const remove = singleCall('iam:DeleteSAMLProvider', arn, input);
  return [
    [singleCall('iam:UpdateSAMLProvider', arn, input, gaining(role))],
    [remove, create],
    ...(exists === 'perhaps' ? [[{ ...create, perhaps: remove.needs }]] : []),
  ];
}

/** A token that the same issuer gives for another application, where the trust policy does not ask for which. */
const throughOidc = (role: ExemptPrincipal, arn: string): Ways => [
  [
    singleCall(
      'iam:AddClientIDToOpenIDConnectProvider',
      arn,
      { OpenIDConnectProviderArn: arn, ClientID: 'indelible' },
      gaining(role),
    ),
  ],
];

/** The attacker's certificate in the anchor, which no session comes through while it is disabled. */
function throughAnchor(role: ExemptPrincipal, arn: string, enabled: boolean | undefined): Ways {
  const input = { trustAnchorId: arn.split('/').at(-1) ?? '' };
  const update = singleCall('rolesanywhere:UpdateTrustAnchor', arn, input);
  const enable = singleCall('rolesanywhere:EnableTrustAnchor', arn, input);
  if (enabled === false) return [[update, { ...enable, ...gaining(role) }]];
  return [[{ ...update, ...(enabled === undefined ? { perhaps: enable.needs } : {}), ...gaining(role) }]];
}

/** One that the listing did not reach may be there, and is as good as one that could be created. */
function throughUnlistedAnchor(role: ExemptPrincipal, region: string): Ways {
  const { partition, accountId } = role;
  const anyUnder = `arn:${partition}:rolesanywhere:${region}:${accountId}:trust-anchor/`;
  const resource = `${anyUnder}indelible`;
  const update = singleCall('rolesanywhere:UpdateTrustAnchor', resource, { trustAnchorId: 'indelible' });
  const needs = [{ action: 'rolesanywhere:UpdateTrustAnchor', resource, anyUnder }];
  const perhaps = [{ action: 'rolesanywhere:CreateTrustAnchor', resource: '*' }];
  return [[{ ...update, region, needs, perhaps, ...gaining(role) }]];
}

const throughNewAnchor = (role: ExemptPrincipal): Ways => [
  [
    singleCall('rolesanywhere:CreateTrustAnchor', '*', { name: 'indelible' }),
    singleCall(
      'rolesanywhere:CreateProfile',
      '*',
      { name: 'indelible', roleArns: [role.arn] },
      {
        perhaps: [
          {
            action: 'iam:PassRole',
            resource: role.arn,
            context: { 'iam:PassedToService': 'rolesanywhere.amazonaws.com' },
          },
        ],
        ...gaining(role),
      },
    ),
  ],
];

const asks = ({ Condition = {} }: PolicyStatement, key: RegExp): boolean =>
  Object.values(Condition).some((keys) => Object.keys(keys).some((name) => key.test(name)));

/** ARNs of trust anchors, or patterns of them, one of which a statement asks for; none: it takes any. */
const pins = ({ Condition = {} }: PolicyStatement): readonly string[] =>
  Object.entries(Condition).flatMap(([operator, keys]) =>
    /(?:Arn|String)(?:Equals|Like)/i.test(operator)
      ? Object.entries(keys).flatMap(([key, values]) =>
          /^aws:SourceArn$/i.test(key) ? many(values).map(String) : [],
        )
      : [],
  );

/** The statements by which the role lets in whom it does not name by an ARN of IAM's. */
function lettingIn(exemption: Exemption, snapshot: Snapshot): readonly PolicyStatement[] {
  const role = roleRead(exemption, snapshot);
  return role !== undefined && 'trust' in role
    ? many(role.trust.Statement).filter(({ Effect }) => Effect === 'Allow')
    : [];
}

const principals = ({ Principal }: PolicyStatement, kind: 'Federated' | 'Service'): readonly string[] =>
  Principal === undefined || Principal === '*' ? [] : many(Principal[kind] ?? []);

/** Conditions on the application or the user that a token is for. */
const FOR_WHOM = /:(?:aud|azp|sub)$/i;

function waysInto(role: ExemptPrincipal, exemption: Exemption, snapshot: Snapshot): Ways {
  const { resources = [] } = snapshot;
  const statements = lettingIn(exemption, snapshot);
  const about = resourcesOf(
    snapshot,
    'AWS::IAM::SAMLProvider',
    'AWS::IAM::OIDCProvider',
    'AWS::RolesAnywhere::TrustAnchor',
  ).filter(({ concerns = [] }) => concerns.includes(role.arn));
  const guarded = new Set(
    statements
      .filter((statement) => asks(statement, FOR_WHOM))
      .flatMap((statement) => principals(statement, 'Federated')),
  );
  const pinned = statements
    .filter((one) => principals(one, 'Service').some((name) => name.startsWith('rolesanywhere.')))
    .map(pins);
  const anchors = resourcesOf(snapshot, 'AWS::RolesAnywhere::TrustAnchor').filter(
    ({ accountId, arn }) =>
      accountId === role.accountId &&
      pinned.some((arns) => arns.length === 0 || arns.some((pin) => overlap(pin, arn))),
  );
  const perhapsMore = unlisted(
    snapshot,
    role.accountId,
    'rolesanywhere:ListTrustAnchors',
    'account:ListRegions',
  );
  const federated = new Set([
    ...statements.flatMap((statement) => principals(statement, 'Federated')),
    ...about.map(({ arn }) => arn),
    // What the trust policy names is taken to be there.
    ...(perhapsMore ? pinned.flat().filter((arn) => !/[*?]/.test(arn)) : []),
    ...anchors.map(({ arn }) => arn),
  ]);
  const anchorAt = (arn: string) => resources.find((one) => one.arn === arn);
  const exists = (arn: string) =>
    resources.some((one) => one.arn === arn) ||
    (unlisted(snapshot, arn.split(':')[4] ?? '', 'iam:ListSAMLProviders') && 'perhaps');
  const anew = pinned.some((arns) => arns.length === 0 || arns.some((arn) => /[*?]/.test(arn)));
  return [
    ...[...federated].flatMap((arn) => {
      if (arn.includes(':saml-provider/')) return throughSaml(role, arn, exists(arn));
      if (arn.includes(':oidc-provider/')) return guarded.has(arn) ? [] : throughOidc(role, arn);
      return arn.includes(':trust-anchor/') ? throughAnchor(role, arn, anchorAt(arn)?.enabled) : [];
    }),
    ...(anew ? throughNewAnchor(role) : []),
    ...(anew && perhapsMore ? throughUnlistedAnchor(role, regionsInUse(snapshot)[0] ?? '') : []),
  ];
}

export default technique<Exemption>({
  id: 'idp-or-rolesanywhere',
  title: {
    en: 'Replace the identity provider or certificate authority that an exempted role trusts',
    ja: '例外のロールが信頼する ID プロバイダーや認証局を差し替える',
  },
  goal: 'unguard',
  mitre: ['T1098.003'],
  why: {
    en: 'A role that trusts a provider trusts whatever the provider’s entry in the account says. An administrator puts a certificate of their own there, signs themselves an assertion, and is the exempted role.',
    ja: 'プロバイダーを信頼するロールは、アカウント内のプロバイダーの登録内容を信頼します。管理者が自分の証明書に差し替えれば、自分で署名したアサーションで例外のロールになれます。',
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateSAMLProvider.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddClientIDToOpenIDConnectProvider.html',
    'https://docs.aws.amazon.com/rolesanywhere/latest/userguide/getting-started.html',
    'https://docs.aws.amazon.com/cli/latest/reference/rolesanywhere/create-profile.html',
    'https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_DisableTrustAnchor.html',
  ],
  by: ['owner'],
  obtains: 'principal',
  blockedBy: {
    en: 'A service control policy that denies iam:*SAMLProvider*, iam:*OpenIDConnectProvider* and the changes of rolesanywhere to everybody whom it does not exempt. A trust policy that names no provider.',
    ja: '例外に該当しない全員に対して、iam:*SAMLProvider*、iam:*OpenIDConnectProvider*、rolesanywhere の変更を拒否するサービスコントロールポリシー (SCP)。プロバイダーを含まない信頼ポリシー。',
  },
  notBlockedBy: {
    en: 'A deny on the role’s ARN: the calls name the provider. A condition on SAML attributes: whoever signs the assertion chooses them. A disabled trust anchor: whoever may enable it does.',
    ja: 'ロールの ARN に対する拒否 (呼び出しの対象はプロバイダーです)。SAML 属性の条件 (アサーションに署名する者が決められます)。無効にしたトラストアンカー (有効にし直せます)。',
  },
  unverified: {
    en: 'Whether an issuer of OpenID Connect gives the attacker a token for another application, and the calls by which the role is then had: a resource control policy on sts:AssumeRoleWithSAML or sts:AssumeRoleWithWebIdentity is not looked at. Whether a trust anchor of AWS Private CA takes another certificate, and whether CreateProfile asks for iam:PassRole.',
    ja: 'OpenID Connect の発行者が、別のアプリケーション用のトークンを攻撃者に渡すかどうか。その後でロールを得る呼び出し (sts:AssumeRoleWithSAML や sts:AssumeRoleWithWebIdentity に対する RCP は考慮していません)。AWS Private CA のトラストアンカーに別の証明書を設定できるかどうか、CreateProfile が iam:PassRole を求めるかどうか。',
  },
  residual: {
    en: 'Who administers the provider itself, outside AWS, signs in as whom they like, and no policy reaches there. What helps: an exempted role that no provider can enter, or conditions on the exact subject, and an alarm on the role’s use.',
    ja: 'AWS の外でプロバイダー自体を管理する者は、誰としてでもサインインでき、そこにポリシーは及びません。有効なのは、プロバイダーから入れない例外のロールにすること、サブジェクトを正確に限定する条件、ロールの使用の検知です。',
  },
  targets: principalExemptions,
  requires: (exemption, snapshot): boolean | Missing => {
    if (exemption.principal === undefined) return true;
    if (editableRole(exemption) === undefined) return false;
    const role = roleRead(exemption, snapshot);
    return role === undefined ? false : 'trust' in role ? true : role;
  },
  ways: (exemption, snapshot) => {
    const role = editableRole(exemption);
    return role === undefined || snapshot === undefined ? [] : waysInto(role, exemption, snapshot);
  },
  harm: { en: 'the policy denies nothing', ja: 'ポリシーが何も拒否しない' },
});
