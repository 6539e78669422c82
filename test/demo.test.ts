import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../src/cli/width.ts';
import { cautionOf } from '../src/commands/cautions.ts';
import type { DemoResult } from '../src/commands/demo/result.ts';

const run = promisify(execFile);

async function demo(...flags: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ['src/cli/indelible.ts', 'demo', ...flags], {
    env: { ...process.env, NO_COLOR: '1', LANG: 'C' },
  });
  return stdout;
}

const TRAIL = ['cloudtrail-stop-logging', 'cloudtrail-single-region', 'cloudtrail-delete-trail'];
const FILES = ['s3-delete-object', 's3-delete-object-version'];

describe('the demo', async () => {
  const result: DemoResult = JSON.parse(await demo('--json'));
  const [none, article, objects] = result.acts;

  it('tells three acts, each by an Admin role and the root user of the member account', () => {
    expect(result.acts.map(({ name }) => name)).toEqual(['no-policy', 'article', 'with-objects']);
    for (const { attempts } of result.acts) {
      expect([...new Set(attempts.map(({ as }) => as.replace(/indelible-.*/, '')))]).toEqual([
        'arn:aws:sts::222222222222:assumed-role/Admin/',
        'arn:aws:iam::222222222222:root',
      ]);
    }
  });

  it('lets every attack succeed and do harm where there is no policy', () => {
    expect(none?.attempts).toHaveLength(12);
    for (const attempt of none?.attempts ?? []) {
      expect(attempt).toMatchObject({ outcome: 'succeeded', harm: expect.any(String) });
      expect(attempt.putBack).toBe(attempt.technique !== 's3-delete-object-version');
    }
  });

  it('finds both typographic quotes of the article’s policy where they are', () => {
    const problems = article?.policy?.asPrinted?.problems ?? [];
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['typographic-quote', 8],
      ['typographic-quote', 14],
    ]);
    expect(article?.policy?.asPrinted?.refusedWith).toBe('MalformedPolicyDocumentException');
  });

  it('shows that the corrected policy of the article still leaves every log file deletable', () => {
    for (const { technique, outcome } of article?.attempts ?? []) {
      expect([technique, outcome]).toEqual([technique, FILES.includes(technique) ? 'succeeded' : 'refused']);
    }
  });

  it('has proved each attack possible before, and after it by a detour through leaving alone', () => {
    const { before, after, attacks } = result.proved;
    // Services themselves refuse some attacks, whatever the policies: what counts is what the policy adds.
    expect(after.directlyBlocked).toBeGreaterThanOrEqual(before.directlyBlocked + attacks.length);
    expect(attacks).toHaveLength(6);
    for (const { technique, before: was, direct, after: is, calls } of attacks) {
      expect([technique, was, direct, is]).toEqual([technique, 'possible', 'blocked', 'possible']);
      expect(calls[0]).toBe('organizations:LeaveOrganization');
      expect(calls).toHaveLength(2);
    }
  });

  it('refuses everything once the objects are named, on the unit and on the account, by the policy’s ARN', () => {
    const arn = objects?.policy?.arn;
    expect(arn).toMatch(
      /^arn:aws:organizations::111111111111:policy\/o-[a-z0-9]+\/service_control_policy\/p-/,
    );
    expect(objects?.attempts).toHaveLength(24);
    expect([...new Set(objects?.attempts.map(({ attachedTo }) => attachedTo))]).toEqual([
      'Workloads',
      'shop',
    ]);
    for (const attempt of objects?.attempts ?? []) {
      expect(attempt).toMatchObject({
        outcome: 'refused',
        refusedBy: { type: 'service control policy', arn },
      });
    }
  });

  it('finds every attempt in the delivered log files, the refused ones with their error code', () => {
    const { recorded } = result;
    expect(recorded).toMatchObject({ attempts: 48, found: 48 });
    const refused = recorded.events.filter(({ errorCode }) => errorCode !== undefined);
    expect(refused.map(({ errorCode }) => errorCode)).toContain('AccessDenied');
    for (const { times } of recorded.events) expect(times).toBeGreaterThan(0);
  });

  it('shows that the management account is not bound, and what must hold there', () => {
    const { managementAccount } = result;
    expect(managementAccount.bound).toBe(false);
    expect(managementAccount.attempts).toMatchObject([{ outcome: 'succeeded', putBack: true }]);
    expect(managementAccount.cautions.map(cautionOf)).not.toContain(undefined);
    expect(managementAccount.cautions).toHaveLength(5);
  });

  it('sums up attack by attack, and counts what the policy stops of the known attacks', () => {
    for (const { technique, ...cells } of result.summary.attacks) {
      const article = FILES.includes(technique) ? 'HARM' : 'refused';
      expect([technique, cells]).toEqual([technique, { noPolicy: 'HARM', article, withObjects: 'refused' }]);
    }
    const { known } = result.summary;
    expect(known.article).toBeLessThan(known.blocked);
    expect(known.blocked).toBeLessThan(known.of);
    expect(TRAIL.every((id) => result.summary.attacks.some(({ technique }) => technique === id))).toBe(true);
  });

  it('reads well in both languages, within 80 columns', async () => {
    for (const [language, words] of [
      ['en', ['ACT 1', 'HARM', 'refused', 'typographic quote', 'hardware MFA']],
      ['ja', ['第 1 幕', '被害', '拒否', '活字の引用符', 'ハードウェア MFA']],
    ] as const) {
      const text = await demo('--lang', language);
      for (const word of words) expect(text).toContain(word);
      // An ARN is not broken: it is there to be copied.
      const lines = text.split('\n').filter((line) => !line.includes('arn:'));
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(80);
    }
  });
});
