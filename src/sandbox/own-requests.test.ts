import { describe, expect, it } from 'vitest';
import { buildWorld } from './build-world.ts';
import { clockFrom } from './clock.ts';
import { defaultWorld } from './default-world.ts';
import { describe as describeWorld } from './description.ts';
import { answerOwnRequest, type SandboxActions } from './own-requests.ts';

function sandboxed() {
  const world = buildWorld(defaultWorld, clockFrom(new Date('2030-01-01T00:00:00Z')));
  const done: string[] = [];
  const actions: SandboxActions = {
    describe: () => describeWorld(world, 'http://127.0.0.1:1'),
    advance: world.clock.advance,
    setTime: world.clock.set,
    deliver: () => done.push('delivered'),
  };
  const ask = (method: string, path: string, body = '') => {
    const answer = answerOwnRequest(actions, {
      method,
      path,
      rawQuery: '',
      headers: {},
      body: Buffer.from(body),
      sourceIp: '127.0.0.1',
    });
    return answer && { status: answer.status, body: JSON.parse(String(answer.body)) };
  };
  return { world, done, ask };
}

describe('answerOwnRequest', () => {
  it('says that this is a sandbox, and who lives in it', () => {
    const answer = sandboxed().ask('GET', '/_sandbox');
    expect(answer?.body).toMatchObject({
      schema: 'indelible/sandbox@1',
      endpoint: 'http://127.0.0.1:1',
      organization: { id: 'o-a1b2c3d4e5', managementAccountId: '111111111111' },
      trails: [
        { arn: 'arn:aws:cloudtrail:us-east-1:222222222222:trail/shop-trail' },
        { arn: 'arn:aws:cloudtrail:us-east-1:111111111111:trail/org-trail' },
      ],
    });
    expect(answer?.body.accounts[1]).toMatchObject({
      id: '222222222222',
      name: 'shop',
      principals: [
        { arn: 'arn:aws:iam::222222222222:root' },
        { arn: 'arn:aws:iam::222222222222:user/Admin' },
      ],
    });
  });

  it.each([
    ['{"advance":"PT5M"}', '2030-01-01T00:05:0'],
    ['{"advance":"P1DT2H3S"}', '2030-01-02T02:00:0'],
    ['{"set":"2031-02-03T04:05:06Z"}', '2031-02-03T04:05:0'],
  ])('moves the clock by %s', (body, time) => {
    const { world, ask } = sandboxed();
    expect(ask('POST', '/_sandbox/clock', body)?.status).toBe(200);
    expect(world.clock.now().toISOString().startsWith(time)).toBe(true);
  });

  it.each([
    '',
    '{}',
    'null',
    '{"advance":"P"}',
    '{"advance":"PT"}',
    '{"advance":"-PT5M"}',
    '{"advance":"5m"}',
    '{"advance":5}',
    '{"set":"yesterday"}',
    '{"set":"2029-12-31T00:00:00Z"}',
    '{"set":"9999-12-31T00:00:00Z"}',
    '{"advance":"PT5M","set":"2031-01-01T00:00:00Z"}',
  ])('does not move the clock by %j', (body) => {
    const { world, ask } = sandboxed();
    expect(ask('POST', '/_sandbox/clock', body)).toMatchObject({
      status: 400,
      body: { error: { code: 'InvalidClock' } },
    });
    expect(world.clock.now().getUTCFullYear()).toBe(2030);
    expect(world.clock.now().getUTCMonth()).toBe(0);
  });

  it('delivers when asked', () => {
    const { done, ask } = sandboxed();
    expect(ask('POST', '/_sandbox/deliver')?.status).toBe(200);
    expect(done).toEqual(['delivered']);
  });

  it('leaves everything else to AWS, and answers 404 below its own path', () => {
    const { ask } = sandboxed();
    expect(ask('GET', '/_sandboxes')).toBeUndefined();
    expect(ask('GET', '/')).toBeUndefined();
    expect(ask('DELETE', '/_sandbox')?.status).toBe(404);
    expect(ask('GET', '/_sandbox/clock')?.status).toBe(404);
  });
});
