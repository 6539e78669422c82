import type { Evidence, Layout } from '../../model/layout.ts';

/** Marks that are named; the rest is a number. */
const MOST = 3;

/** Such as `AWS Control Tower landing zone 3.3: logs in 333333333333 (bucket …); known by …`. */
export function layout({ kind, version, logArchive, buckets, evidence }: Layout): string {
  const named = evidence.slice(0, MOST).map(({ kind: of, name }) => `${MARKS[of]} ${name}`);
  const more = evidence.length > MOST ? ` and ${evidence.length - MOST} more` : '';
  const kept =
    buckets.length === 0 ? '' : ` (${buckets.length === 1 ? 'bucket' : 'buckets'} ${buckets.join(', ')})`;
  const where =
    logArchive === undefined
      ? buckets.length === 0
        ? 'no trail of its own was seen'
        : `the account of its logs is not known${kept}`
      : logArchive === 'off'
        ? 'central logging is off'
        : `logs in ${logArchive}${kept}`;
  return [
    `${DEPLOYERS[kind]}${version === undefined ? '' : ` ${version}`}`,
    `: ${where}`,
    `; known by ${named.join(', ')}${more}`,
  ].join('');
}

const DEPLOYERS: Readonly<Record<Layout['kind'], string>> = {
  'control-tower': 'AWS Control Tower landing zone',
  'landing-zone-accelerator': 'Landing Zone Accelerator on AWS',
};

const MARKS: Readonly<Record<Evidence['kind'], string>> = {
  'landing-zone': 'landing zone',
  trail: 'trail',
  policy: 'policy',
  stack: 'stack',
  role: 'role',
};
