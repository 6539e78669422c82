import type { KmsKey } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';

/** A key of the attacker's making; its ID is not known before. */
const NEW_KEY = '00000000-0000-0000-0000-000000000000';

export default technique<KmsKey>({
  id: 'kms-alias-detach',
  title: {
    en: 'Take the aliases off the key of the log files, then disable it',
    ja: 'ログの KMS キーのエイリアスを外してから無効にする',
  },
  goal: 'unguard',
  mitre: ['T1486'],
  why: {
    en: 'A guard that recognizes the key by its alias (kms:ResourceAliases) no longer matches once the alias is deleted or points to another key; it may take up to five minutes until that counts.',
    ja: 'キーをエイリアス（kms:ResourceAliases）で判別するガードは、エイリアスが削除されるか別のキーに付け替えられると一致しなくなります。認可に反映されるまで最大 5 分かかることがあります。',
  },
  sources: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteAlias.html',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateAlias.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A guard that names the key by its ARN, or every key; or one that also denies kms:DeleteAlias and kms:UpdateAlias, on the alias or on the key.',
    ja: 'キーを ARN で指定するか、すべてのキーを対象とするガード。または、エイリアスかキーに対する kms:DeleteAlias と kms:UpdateAlias も拒否するガード。',
  },
  notBlockedBy: {
    en: 'A guard that depends on kms:ResourceAliases and leaves the alias operations open.',
    ja: 'kms:ResourceAliases に依存し、エイリアスの操作を拒否していないガード。',
  },
  targets: (snapshot) => snapshot.keys ?? [],
  requires: ({ arn, aliases, enabled }) => {
    if (!enabled) return false;
    return aliases === undefined ? { resource: arn, action: 'kms:ListAliases' } : aliases.length > 0;
  },
  ways: (key) => {
    const disabling: Step = {
      operation: 'kms:DisableKey',
      region: key.region,
      event: 'DisableKey',
      needs: [{ action: 'kms:DisableKey', resource: key.arn }],
      input: { KeyId: key.arn },
    };
    const aliases = key.aliases ?? [];
    return [
      [...aliases.map((alias, index) => deletion(key, alias, aliases.slice(index + 1))), disabling],
      [
        creation(key),
        ...aliases.map((alias, index) => moving(key, alias, aliases.slice(index + 1))),
        disabling,
      ],
    ];
  },
  harm: { en: 'the guard no longer knows the key', ja: 'ガードがキーを見失う' },
});

const left = ({ arn }: KmsKey, aliases: readonly string[]): Pick<Step, 'effect'> => ({
  effect: [{ kind: 'set', arn, fields: { aliases } }],
});

/** The ARNs of a key's account and Region, up to the resource. */
const beside = ({ arn }: KmsKey): string => arn.split(':').slice(0, 5).join(':');

const deletion = (key: KmsKey, alias: string, rest: readonly string[]): Step => ({
  operation: 'kms:DeleteAlias',
  region: key.region,
  event: 'DeleteAlias',
  needs: [
    { action: 'kms:DeleteAlias', resource: `${beside(key)}:${alias}` },
    { action: 'kms:DeleteAlias', resource: key.arn },
  ],
  input: { AliasName: alias },
  ...left(key, rest),
});

const creation = (key: KmsKey): Step => ({
  operation: 'kms:CreateKey',
  region: key.region,
  event: 'CreateKey',
  needs: [{ action: 'kms:CreateKey', resource: '*' }],
  input: {},
});

const moving = (key: KmsKey, alias: string, rest: readonly string[]): Step => ({
  operation: 'kms:UpdateAlias',
  region: key.region,
  event: 'UpdateAlias',
  needs: [
    { action: 'kms:UpdateAlias', resource: `${beside(key)}:${alias}` },
    { action: 'kms:UpdateAlias', resource: key.arn },
    {
      action: 'kms:UpdateAlias',
      resource: `${beside(key)}:key/${NEW_KEY}`,
      anyUnder: `${beside(key)}:key/`,
    },
  ],
  input: { AliasName: alias, TargetKeyId: NEW_KEY },
  ...left(key, rest),
});
