import type { Snapshot } from '../../model/snapshot.ts';

/** A Region that the organization uses, for what an attacker may make in any: a policy denies it in others first. */
export const regionInUse = ({ trails, logBuckets }: Snapshot): string =>
  trails[0]?.homeRegion ?? logBuckets[0]?.region ?? 'us-east-1';
