import { ElasticLoadBalancing } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, expect, test } from 'vitest';
import {
  clientOptions,
  elsewhere,
  here,
  reading,
  resource,
  startWith,
} from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import type { Emulation } from '../../sandbox/emulation.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectLoadBalancers } from './collect.ts';
import elasticloadbalancing from './emulate.ts';

const LOGS = 'arn:aws:s3:::amzn-s3-demo-logs';
const OTHER = 'arn:aws:s3:::amzn-s3-demo-other';
const balancer = (id: string, ...concerns: readonly string[]) =>
  resource(
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    here('elasticloadbalancing', `loadbalancer/app/${id}/50dc6c495c0c9188`),
    id,
    { concerns },
  );
const classic = (name: string, ...concerns: readonly string[]) =>
  resource(
    'AWS::ElasticLoadBalancing::LoadBalancer',
    here('elasticloadbalancing', `loadbalancer/${name}`),
    name,
    { concerns },
  );
const WEB = balancer('web', LOGS);
const OLD = classic('old', LOGS);

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function collected(
  resources: readonly Resource[],
  denied?: readonly string[],
  emulation: Emulation = elasticloadbalancing,
) {
  sandbox = await startWith([emulation], resources, denied);
  return collectLoadBalancers(reading(sandbox), [LOGS]);
}

test('those of both kinds, of the account and Region, that deliver into the bucket', async () => {
  const others = [balancer('quiet'), balancer('other', OTHER), classic('quiet'), classic('other', OTHER)];
  const away = [...elsewhere(WEB), ...elsewhere(OLD)];
  expect(await collected([WEB, OLD, ...others, ...away])).toEqual({ value: [WEB, OLD], gaps: [] });
});

test('more than a page', async () => {
  const many = Array.from({ length: 401 }, (_, index) => balancer(`web-${index + 100}`, LOGS));
  expect(await collected(many)).toEqual({ value: many, gaps: [] });
});

test.each([
  ['connection_logs', 'true', true],
  ['health_check_logs', 'true', true],
  ['access_logs', 'false', false],
])('%s, enabled: %s', async (kind, enabled, there) => {
  const Attributes = [
    { Key: `${kind}.s3.enabled`, Value: enabled },
    { Key: `${kind}.s3.bucket`, Value: 'amzn-s3-demo-logs' },
  ];
  const { operations } = elasticloadbalancing;
  const emulation: Emulation = {
    ...elasticloadbalancing,
    operations: {
      ...operations,
      DescribeLoadBalancerAttributes: { access: 'read', needs: () => [], run: () => ({ Attributes }) },
    },
  };
  expect(await collected([WEB], undefined, emulation)).toEqual({ value: there ? [WEB] : [], gaps: [] });
});

test('what may not be read is a Gap', async () => {
  const listing = 'elasticloadbalancing:DescribeLoadBalancers';
  const every = here('elasticloadbalancing', 'loadbalancer/*');
  const gap = (about: string, action: string) =>
    expect.objectContaining({ resource: about, action, code: 'AccessDenied' });
  // Once of each API.
  const unlisted = [gap(every, listing), gap(every, listing)];
  expect(await collected([WEB, OLD], [listing])).toEqual({ value: [], gaps: unlisted });
  await sandbox.close();
  const attributes = 'elasticloadbalancing:DescribeLoadBalancerAttributes';
  const unread = [gap(WEB.arn, attributes), gap(OLD.arn, attributes)];
  expect(await collected([WEB, OLD], [attributes])).toEqual({ value: [], gaps: unread });
});

test('one that is not there', async () => {
  sandbox = await startWith([elasticloadbalancing], [WEB, OLD]);
  const notFound = expect.objectContaining({ message: expect.stringContaining('not found') });
  const it = new ElasticLoadBalancingV2(clientOptions(sandbox));
  await expect(it.describeLoadBalancers({ LoadBalancerArns: [`${WEB.arn}0`] })).rejects.toEqual(notFound);
  await expect(it.describeLoadBalancerAttributes({ LoadBalancerArn: `${WEB.arn}0` })).rejects.toEqual(
    notFound,
  );
  const older = new ElasticLoadBalancing(clientOptions(sandbox));
  await expect(older.describeLoadBalancers({ LoadBalancerNames: ['web'] })).rejects.toEqual(notFound);
  await expect(older.describeLoadBalancerAttributes({ LoadBalancerName: 'web' })).rejects.toEqual(notFound);
  await expect(it.describeLoadBalancers({ Marker: 'none' })).rejects.toMatchObject({
    name: 'ValidationError',
  });
});
