import { expect, test } from 'vitest';
import type { Resource } from '../model/resource.ts';
import { Resources } from './resources.ts';

const detector = (accountId: string, region: string): Resource => ({
  type: 'AWS::GuardDuty::Detector',
  arn: `arn:aws:guardduty:${region}:${accountId}:detector/one`,
  name: 'one',
  accountId,
  region,
});
const here = detector('111111111111', 'eu-west-1');
const elsewhere = detector('222222222222', 'eu-west-1');

test('finds what an account has of a type in a Region, also after it changed', () => {
  const resources = new Resources([here, elsewhere, detector('111111111111', 'us-east-1')]);
  const found = () => resources.of('AWS::GuardDuty::Detector', '111111111111', 'eu-west-1');
  expect(found()).toEqual([here]);
  expect(resources.of('AWS::SNS::Topic', '111111111111', 'eu-west-1')).toEqual([]);
  const other = { ...here, arn: `${here.arn}-other` };
  resources.set(other.arn, other);
  expect(found()).toEqual([here, other]);
  resources.delete(here.arn);
  expect(found()).toEqual([other]);
  resources.clear();
  expect(found()).toEqual([]);
});
