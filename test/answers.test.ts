import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { appendFile, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Answer, AwsAccess } from '../src/aws/access.ts';
import { writeSnapshot } from '../src/commands/collect/write.ts';
import { collect } from '../src/commands/collect.ts';
import { readSnapshot } from '../src/commands/read-snapshot.ts';
import { accessTo, begin } from './cli/in-process.ts';
import { recordingProxy, type Sent } from './recording-proxy.ts';

const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function stage(): Promise<{ access: AwsAccess; sent: readonly Sent[]; folder: string }> {
  const sandbox = await begin();
  onTestFinished(() => sandbox.close());
  const { endpoint, sent } = await recordingProxy(sandbox.endpoint);
  const folder = mkdtempSync(join(tmpdir(), 'indelible-answers-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return {
    access: { ...(await accessTo(sandbox, 'management', 'user/Admin', 'read')), endpoint },
    sent,
    folder,
  };
}

const parsed = (text: string): readonly Answer[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

const inOrder = (all: readonly { readonly requestId?: string; status: number; sha256: string }[]) =>
  all.map(({ requestId, status, sha256: hash }) => `${requestId} ${status} ${hash}`).sort();

const asSent = (sent: readonly Sent[]) => inOrder(sent.map((one) => ({ ...one, sha256: sha256(one.body) })));

it('records each answer as it was sent, and of the record what tells whether it was changed', async () => {
  const { access, sent, folder } = await stage();
  const file = join(folder, 'organization.json.answers.jsonl');
  const snapshot = await collect(access, { depth: 'full', answers: file });
  const text = await readFile(file, 'utf8');
  const answers = parsed(text);
  expect(inOrder(answers)).toEqual(asSent(sent));
  expect(new Set(answers.map(({ requestId }) => requestId)).size).toBe(answers.length);
  expect(snapshot.provenance?.answers).toEqual({
    file: 'organization.json.answers.jsonl',
    count: sent.length,
    sha256: sha256(text),
  });
  for (const at of [0, text.length >> 1, text.length - 2]) {
    const changed = `${text.slice(0, at)}${text[at] === '0' ? '1' : '0'}${text.slice(at + 1)}`;
    expect(sha256(changed)).not.toBe(snapshot.provenance?.answers?.sha256);
  }
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await writeSnapshot(join(folder, 'organization.json'), snapshot);
  expect(await readSnapshot(join(folder, 'organization.json'))).toEqual(snapshot);
});

it('says of each answer who asked for what and where, and holds nothing that opens a door', async () => {
  const { access, sent, folder } = await stage();
  const file = join(folder, 'answers.jsonl');
  const { accounts, provenance } = await collect(access, { depth: 'full', answers: file });
  const text = await readFile(file, 'utf8');
  const answers = parsed(text);
  expect(answers[0]).toMatchObject({ service: 'Organizations', status: 503, requestId: 'busy' });
  expect(new Set(answers.map(({ account }) => account))).toEqual(new Set(accounts.map(({ id }) => id)));
  expect(new Set(answers.map(({ region }) => region))).toEqual(
    // The control plane of Multi-Region access points.
    new Set(['us-east-1', 'us-west-2']),
  );
  const named = (all: Iterable<string>) => [...new Set(all)].sort();
  expect(named(answers.map(({ service, operation }) => `${service}:${operation}`))).toEqual(
    Object.keys(provenance?.calls ?? {}),
  );
  const sessions = sent.flatMap(
    ({ body }) => /<SecretAccessKey>(.+?)<.*?<SessionToken>(.+?)</s.exec(String(body))?.slice(1) ?? [],
  );
  expect(sessions.length).toBeGreaterThan(1);
  const own = await access.credentials();
  for (const secret of [...sessions, own.secretAccessKey]) expect(text).not.toContain(secret);
  const keys = ['account', 'at', 'operation', 'region', 'requestId', 'service', 'sha256', 'status'];
  for (const one of answers) expect(Object.keys(one).sort()).toEqual(keys);
});

it('goes on after the answers of an interrupted collection, but for a line that was cut short', async () => {
  const { access, sent, folder } = await stage();
  const request = {
    depth: 'full',
    answers: join(folder, 'answers.jsonl'),
    checkpoint: join(folder, 'partial'),
  } as const;
  const stopping = new Error('stopped');
  const stop = () => {
    throw stopping;
  };
  await expect(collect(access, { ...request, onProgress: stop })).rejects.toBe(stopping);
  const before = await readFile(`${request.answers}.partial`, 'utf8');
  await appendFile(`${request.answers}.partial`, '{"at":"2026-');
  await expect(stat(request.answers)).rejects.toThrow('ENOENT');
  const { provenance } = await collect(access, request);
  const text = await readFile(request.answers, 'utf8');
  expect(text.startsWith(before)).toBe(true);
  expect(asSent(sent)).toEqual(expect.arrayContaining(inOrder(parsed(text))));
  expect(provenance?.answers).toMatchObject({ count: parsed(text).length, sha256: sha256(text) });
  await expect(stat(`${request.answers}.partial`)).rejects.toThrow('ENOENT');
});

it('claims no record of answers where an interrupted collection kept none', async () => {
  const { access, folder } = await stage();
  const request = { depth: 'full', checkpoint: join(folder, 'partial') } as const;
  const stop = () => {
    throw new Error('stopped');
  };
  await expect(collect(access, { ...request, onProgress: stop })).rejects.toThrow('stopped');
  const { provenance } = await collect(access, { ...request, answers: join(folder, 'answers.jsonl') });
  expect(provenance).not.toHaveProperty('answers');
  await expect(stat(join(folder, 'answers.jsonl'))).rejects.toThrow('ENOENT');
});

it('begins anew where no checkpoint is', async () => {
  const { access, sent, folder } = await stage();
  const answers = join(folder, 'answers.jsonl');
  await appendFile(`${answers}.partial`, '{}\n{}\n');
  await collect(access, { depth: 'organization', answers });
  expect(inOrder(parsed(await readFile(answers, 'utf8')))).toEqual(asSent(sent));
});
