import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const COMMAND = join(import.meta.dirname, '../../src/cli/indelible.ts');

type Environment = Readonly<Record<string, string>>;

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Nothing of the environment of whoever runs the tests: no credentials, no language, no colours. */
const BARE: Environment = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  AWS_EC2_METADATA_DISABLED: 'true',
  ...(process.env.NODE_COMPILE_CACHE === undefined
    ? {}
    : { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }),
};

export const start = (args: readonly string[], environment: Environment = {}, cwd?: string): ChildProcess =>
  spawn(process.execPath, [COMMAND, ...args], {
    env: { ...BARE, ...environment },
    ...(cwd === undefined ? {} : { cwd }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Runs the command line as a process of its own, as a person does. */
export async function indelible(
  args: readonly string[],
  environment: Environment = {},
  cwd?: string,
): Promise<Ended> {
  const child = start(args, environment, cwd);
  const [stdout, stderr, status] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  return { status, stdout, stderr };
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const part of stream ?? []) text += part;
  return text;
}

export interface RunningSandbox {
  readonly description: Description;
  /** Environment variables of one principal. */
  readonly as: (account: string, principal: string) => Environment;
  readonly stop: () => Promise<number | null>;
}

export interface Description {
  readonly endpoint: string;
  readonly organization: { readonly id: string; readonly managementAccountId: string };
  readonly accounts: readonly {
    readonly id: string;
    readonly name: string;
    readonly principals: readonly {
      readonly arn: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
    }[];
  }[];
  readonly trails: readonly { readonly arn: string }[];
  readonly buckets: readonly { readonly name: string; readonly accountId: string }[];
}

export async function sandbox(args: readonly string[] = []): Promise<RunningSandbox> {
  const child = start(['sandbox', '--json', ...args]);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const line = await firstLine(child);
  const description: Description = JSON.parse(line);
  return {
    description,
    as: (account, principal) => {
      const found = description.accounts
        .find(({ name }) => name === account)
        ?.principals.find(({ arn }) => arn.endsWith(`:${principal}`));
      return {
        AWS_ENDPOINT_URL: description.endpoint,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: found?.accessKeyId ?? '',
        AWS_SECRET_ACCESS_KEY: found?.secretAccessKey ?? '',
      };
    },
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) return '';
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error(`the sandbox ended at once: ${await textOf(child.stderr)}`);
}

export const scratch = (): Promise<string> => mkdtemp(join(tmpdir(), 'indelible-'));
