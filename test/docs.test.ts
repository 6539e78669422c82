import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../src/sandbox/start.ts';
import { emulations } from '../src/services/emulations.ts';

const ROOT = resolve(import.meta.dirname, '..');
const quoted = (path: string): string => `'${path}'`;
const INDELIBLE = `${quoted(process.execPath)} ${quoted(`${ROOT}/src/cli/indelible.ts`)}`;

interface Block {
  readonly language: string;
  readonly lines: readonly string[];
}

function blocksOf(page: string): readonly Block[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', body = '']) => ({
    language,
    lines: body.trimEnd().split('\n'),
  }));
}

interface Typed {
  readonly command: string;
  readonly output: readonly string[];
}

/** A command and the lines under it, which its output must hold in this order; `…` stands for anything. */
function typedIn(blocks: readonly Block[]): readonly Typed[] {
  const typed: { command: string; output: string[] }[] = [];
  for (const line of blocks.flatMap(({ lines }) => lines)) {
    if (line.startsWith('$ ')) typed.push({ command: line.slice(2), output: [] });
    else typed.at(-1)?.output.push(line);
  }
  return typed;
}

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox({ emulations });
  folder = mkdtempSync(join(tmpdir(), 'indelible-docs-'));
  cpSync(join(ROOT, 'examples'), join(folder, 'examples'), { recursive: true });
});
afterAll(() => sandbox.close());

/** Files that a page shows, each under the line that ends with its name. */
function filesIn(page: string): readonly (readonly [name: string, text: string])[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const shown = text.matchAll(/`([\w-]+\.json)`:\n\n```json\n([\s\S]*?)^```$/gm);
  return [...shown].map(([, name = '', body = '']) => [name, body]);
}

/** Asynchronous: the sandbox answers from this very process. Refused commands end with a status of their own. */
function run(command: string, account: string): Promise<string> {
  const principal = sandbox.accounts
    .find(({ name }) => name === account)
    ?.principals.find(({ arn }) => arn.endsWith(':user/Admin'));
  const env = {
    ...process.env,
    NO_COLOR: '1',
    LANG: 'C.UTF-8',
    AWS_ENDPOINT_URL: sandbox.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: principal?.accessKeyId,
    AWS_SECRET_ACCESS_KEY: principal?.secretAccessKey,
    AWS_PAGER: '',
  };
  const here = command
    .replace(/^npm run -s indelible --/, INDELIBLE)
    .replace(/(?<=^|\| )indelible\b/g, INDELIBLE);
  return new Promise((done) => {
    execFile('bash', ['-c', here], { env, cwd: folder }, (_error, stdout, stderr) => done(stdout + stderr));
  });
}

function expectIn(output: string, lines: readonly string[]): void {
  for (const line of lines) {
    const parts = line.split('…').filter((part) => part !== '');
    for (const part of parts) expect(output).toContain(part);
  }
}

function hasAws(): boolean {
  try {
    execFileSync('aws', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('README.md', () => {
  it('names scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['demo', 'test', 'indelible']));
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).not.toMatch(/^\s*npx /m);
  });

  it('tells the article in three commands that work as they stand', async () => {
    const commands = blocksOf('README.md')
      .flatMap(({ lines }) => lines)
      .filter((line) => /^indelible (plan|apply|drill) /.test(line))
      .map((line) =>
        line
          .replace('--trail NAME', '--trail shop-trail')
          .replace('--bucket NAME', '--bucket shop-cloudtrail-logs-222222222222')
          .replace('--target OU', '--target Workloads')
          .replace('--account ID', '--account 222222222222'),
      );
    expect(commands).toHaveLength(3);
    const world = sandbox;
    sandbox = await startSandbox({ emulations });
    try {
      const outputs: string[] = [];
      for (const command of commands)
        outputs.push(await run(`${command.replace(/#.*/, '')}; echo status $?`, 'management'));
      for (const output of outputs) expect(output).toContain('status 0');
    } finally {
      await sandbox.close();
      sandbox = world;
    }
  });

  it('names questions that are answered', async () => {
    await run('indelible grade --world > world.json', 'shop');
    const asked = readFileSync(join(ROOT, 'README.md'), 'utf8').match(/(?<=`)indelible (grade|prove)[^`]*/g);
    expect(asked).toHaveLength(3);
    for (const command of asked ?? []) {
      const file = command.includes('--snapshot') ? 'world.json' : 'examples/article-corrected.json';
      expect(await run(command.replace('FILE', file), 'management')).toContain('WHAT THIS RESTS ON');
    }
  });
});

describe.each([
  ['docs/grade.md', 'shop'],
  ['docs/prove.md', 'shop'],
  ['docs/collect.md', 'management'],
])('%s', (page, account) => {
  it('shows what its commands answer', async () => {
    for (const [name, body] of filesIn(page)) writeFileSync(join(folder, name), body);
    const typed = typedIn(blocksOf(page).filter(({ language }) => language === 'console'));
    expect(typed.length).toBeGreaterThan(4);
    for (const { command, output } of typed) expectIn(await run(command, account), output);
  });

  it('names options that there are', async () => {
    const verbs = ['grade', 'prove', 'collect', 'permissions', 'plan'];
    const helps = await Promise.all(verbs.map((verb) => run(`indelible ${verb} --help`, account)));
    const help = helps.join('');
    const named = readFileSync(join(ROOT, page), 'utf8').match(/(?<=[ `])--[a-z]+/g) ?? [];
    for (const option of named) expect(help).toContain(` ${option}`);
  });
});

describe.each(['README.md', 'CONTRIBUTING.md', 'docs/collect.md', 'docs/grade.md', 'docs/prove.md'])(
  'links of %s',
  (page) => {
    it('lead to files that there are', () => {
      const links = [...readFileSync(join(ROOT, page), 'utf8').matchAll(/\]\(([\w./-]+)/g)];
      for (const [, link = ''] of links) expect(existsSync(resolve(ROOT, page, '..', link)), link).toBe(true);
    });
  },
);

describe('docs/sandbox.md', () => {
  const typed = typedIn(blocksOf('docs/sandbox.md').filter(({ language }) => language === 'console'));

  it('starts the sandbox with a verb and options that there are', async () => {
    const [start] = blocksOf('docs/sandbox.md').filter(({ language }) => language === 'sh');
    expect(start?.lines).toEqual(['npm run -s indelible -- sandbox --port 4566']);
    expect(await run('npm run -s indelible -- sandbox --help', 'shop')).toContain('--port');
  });

  // The page is typed with AWS's own command line, which a machine may not have.
  it.skipIf(!hasAws())('shows what the aws command line really answers', { timeout: 180_000 }, async () => {
    expect(typed.length).toBeGreaterThan(10);
    for (const { command, output } of typed) {
      const as = command.startsWith('aws ') ? 'shop' : 'management';
      expectIn(await run(command, as), output);
    }
  });
});

describe('docs/policy.md', () => {
  it('shows an example that runs and says what its comment says', async () => {
    const [example] = blocksOf('docs/policy.md').filter(({ language }) => language === 'ts');
    const file = join(folder, 'example.ts');
    writeFileSync(file, (example?.lines ?? []).join('\n').replace("'indelible'", `'${ROOT}/src/index.ts'`));
    expect(await run(`${quoted(process.execPath)} ${quoted(file)}`, 'shop')).toBe('allowed\n');
  });
});
