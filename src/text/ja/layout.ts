import type { Evidence, Layout } from '../../model/layout.ts';

const MOST = 3;

export function layout({ kind, version, logArchive, buckets, evidence }: Layout): string {
  const named = evidence.slice(0, MOST).map(({ kind: of, name }) => `${MARKS[of]} ${name}`);
  const more = evidence.length > MOST ? ` ほか ${evidence.length - MOST} 件` : '';
  const kept = buckets.length === 0 ? '' : ` (バケット ${buckets.join('、')})`;
  const where =
    logArchive === undefined
      ? buckets.length === 0
        ? '独自の証跡は見当たりません'
        : `ログのあるアカウントは不明${kept}`
      : logArchive === 'off'
        ? 'ログの一元化はオフ'
        : `ログはアカウント ${logArchive}${kept}`;
  return [
    `${DEPLOYERS[kind]}${version === undefined ? '' : ` ${version}`}`,
    `: ${where}`,
    `。根拠: ${named.join('、')}${more}`,
  ].join('');
}

const DEPLOYERS: Readonly<Record<Layout['kind'], string>> = {
  'control-tower': 'AWS Control Tower のランディングゾーン',
  'landing-zone-accelerator': 'Landing Zone Accelerator on AWS',
};

const MARKS: Readonly<Record<Evidence['kind'], string>> = {
  'landing-zone': 'ランディングゾーン',
  trail: '証跡',
  policy: 'ポリシー',
  stack: 'スタック',
  role: 'ロール',
};
