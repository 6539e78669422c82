import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../model/policy.ts';
import { corrected, withObjects } from './article-policy.ts';
import { coverage } from './coverage.ts';

const world = {
  partition: 'aws',
  region: 'us-east-1',
  account: '222222222222',
  managementAccount: '111111111111',
  organizationId: 'o-a',
  trailName: 'audit',
  bucketName: 'logs',
};

const deny = (Action: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action, Resource: '*' }],
});

describe('coverage', () => {
  it('counts nothing for a policy that denies nothing: keys and roles without a policy are no merit of it', () => {
    expect(coverage(deny('ec2:*'), world).attacks).toEqual([]);
  });

  it('counts everything for a policy that denies everything', () => {
    const { blocked, of } = coverage(deny('*'), world);
    expect(blocked).toBe(of);
  });

  it('counts an attack only where each of its ways is denied', () => {
    // Either call breaks the delivery.
    expect(coverage(deny('s3:PutBucketPolicy'), world).attacks).not.toContain('delivery-break-bucket-policy');
    expect(coverage(deny('s3:*BucketPolicy'), world).attacks).toContain('delivery-break-bucket-policy');
  });

  it('sees that the article’s policy reaches no object, and that `bucket/*` does', () => {
    const article = coverage(JSON.parse(corrected(world)), world).attacks;
    const objects = coverage(JSON.parse(withObjects(world)), world).attacks;
    expect(article).not.toContain('s3-delete-object');
    expect(objects).toContain('s3-delete-object');
    expect(objects).toEqual(expect.arrayContaining([...article]));
    expect(objects.filter((id) => /^(kms|exempt)-/.test(id))).toEqual([]);
  });
});
