import { describe, expect, test } from 'vitest';
import { widthOf } from '../../src/cli/width.ts';
import { techniques } from '../../src/techniques/index.ts';
import { indelible } from './harness.ts';

interface Explained {
  readonly schema: string;
  readonly id: string;
  readonly by: readonly string[];
  readonly guards: readonly string[];
  readonly ways: readonly (readonly { readonly operation: string; readonly event: string }[])[];
}

describe('explain', () => {
  test('says what a technique does, by which calls, who can and what blocks it', async () => {
    const { status, stdout, stderr } = await indelible(['explain', 'assumeroot-unlock-bucket']);
    expect([status, stderr]).toEqual([0, '']);
    for (const part of [
      'assumeroot-unlock-bucket',
      'sts:AssumeRoot',
      'sts:TaskPolicyArn = arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy',
      'a root session of account 222222222222',
      'CloudTrail event  DeleteBucketPolicy',
      'delegated administrator of iam.amazonaws.com',
      'What blocks it',
      'What does not, though people think so',
      'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html',
    ]) {
      expect(stdout).toContain(part);
    }
  });

  test.each(['en', 'ja'])('--list fits a terminal, in %s', async (lang) => {
    const { stdout } = await indelible(['explain', '--list', '--lang', lang]);
    for (const line of stdout.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(80);
  });

  test('names what is not verified and what no policy prevents', async () => {
    const detach = await indelible(['explain', 'organization-detach-scp']);
    expect(detach.stdout).toMatch(/may also need\s+organizations:DetachPolicy/);
    expect(detach.stdout).toContain('Not verified');
    const management = await indelible(['explain', 'cloudtrail-org-trail-stop-management']);
    expect(management.stdout).toContain('What no policy prevents');
  });

  test('speaks Japanese', async () => {
    const { status, stdout } = await indelible(['explain', 'cloudtrail-stop-logging', '--lang', 'ja']);
    expect(status).toBe(0);
    expect(stdout).toContain('証跡を停止する');
    expect(stdout).toContain('防げると誤解されているもの');
    expect(stdout).toContain('indelible drill --account ID --technique cloudtrail-stop-logging');
    expect(stdout).not.toMatch(/undefined|What |Who\n/);
  });

  test('is one document with --json, the same in every language', async () => {
    const [english, japanese] = await Promise.all([
      indelible(['explain', 'cloudtrail-stop-logging', '--json']),
      indelible(['explain', 'cloudtrail-stop-logging', '--json', '--lang', 'ja']),
    ]);
    expect(japanese).toEqual(english);
    const explained: Explained = JSON.parse(english.stdout);
    expect(explained).toMatchObject({
      schema: 'indelible/explain@1',
      id: 'cloudtrail-stop-logging',
      by: ['owner'],
      guards: ['trail-unchangeable'],
      drillable: true,
    });
    expect(explained.ways.flat().map(({ event }) => event)).toEqual(['StopLogging']);
  });

  test('lists every technique once', async () => {
    const { status, stdout } = await indelible(['explain', '--list']);
    expect(status).toBe(0);
    const listed = [...stdout.matchAll(/^ {2}([a-z0-9-]+) {2,}\S/gm)].map(([, id]) => id);
    expect(listed.toSorted()).toEqual(techniques.map(({ id }) => id).toSorted());
    const { stdout: json } = await indelible(['explain', '--list', '--json']);
    expect(JSON.parse(json).techniques).toHaveLength(techniques.length);
  });

  test.each([
    [['organization-leev'], 'did you mean one of these?\n  organization-leave\n'],
    [['StopLogging'], 'there is no technique `StopLogging`'],
    [['x'.repeat(100_000)], 'there is no technique'],
    [[], 'the argument `id` is missing\nSee `indelible explain --help`.'],
    [[''], 'the argument `id` is missing'],
    [['a', 'b'], 'nothing takes `a, b` here'],
  ])('wrong usage %# ends with 2', async (args, message) => {
    const { status, stdout, stderr } = await indelible(['explain', ...args]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  test('stands in the help, with examples that fit a terminal', async () => {
    expect((await indelible(['--help'])).stdout).toMatch(/Ask:\n(?:.*\n)*?\s+explain/);
    for (const lang of ['en', 'ja']) {
      const { status, stdout } = await indelible(['explain', '--help', '--lang', lang]);
      expect(status).toBe(0);
      expect(stdout).toContain('indelible explain --list');
      expect(stdout.split('\n').every((line) => widthOf(line) <= 80)).toBe(true);
    }
  });
});
