import type { Snapshot } from '../../model/snapshot.ts';

const NAMED = /\b[a-z]{2,4}(?:-[a-z]+)+-\d\b/g;
const DEFAULTS: Readonly<Record<string, string>> = {
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
};

const known = new WeakMap<Snapshot, readonly string[]>();

/**
 * Regions for what an attacker may make in any: those that the organization uses or its policies name, for a policy
 * that keeps to some Regions denies the call in others first; the one in use comes first.
 */
export function regionsInUse(snapshot: Snapshot): readonly string[] {
  const made = known.get(snapshot) ?? read(snapshot);
  known.set(snapshot, made);
  return made;
}

const read = ({ partition, trails, logBuckets, policies }: Snapshot): readonly string[] => [
  ...new Set([
    ...trails.map(({ homeRegion }) => homeRegion),
    ...logBuckets.map(({ region }) => region),
    DEFAULTS[partition] ?? 'us-east-1',
    ...policies.flatMap(({ content }) => content.match(NAMED) ?? []),
  ]),
];
