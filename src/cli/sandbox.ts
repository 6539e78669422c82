import { sandbox } from '../commands/sandbox.ts';
import { IndelibleError } from '../model/error.ts';
import { printParagraph } from './paragraph.ts';
import type { Terminal } from './terminal.ts';

export interface SandboxFlags {
  readonly port: string;
  readonly world?: string;
}

type Running = Awaited<ReturnType<typeof sandbox>>;
type Description = ReturnType<Running['describe']>;

/** Runs until somebody ends it. */
export async function run(terminal: Terminal, flags: SandboxFlags): Promise<number> {
  const running = await sandbox({
    port: portOf(flags.port),
    ...(flags.world === undefined ? {} : { world: flags.world }),
  });
  const ended = new Promise((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
  if (terminal.json) terminal.print(JSON.stringify(running.describe()));
  else print(terminal, running.describe());
  await ended;
  await running.close();
  terminal.note(terminal.text.sandbox.ended);
  return 0;
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 65_536;
  if (port > 65_535) throw new IndelibleError('CONFIG_INVALID', 'port-invalid', { port: text });
  return port;
}

function print(terminal: Terminal, { endpoint, organization, accounts, trails, buckets }: Description): void {
  const { text, colors, print: line } = terminal;
  line(text.sandbox.organization(organization.id));
  line(`${text.sandbox.trails}: ${trails.map(({ arn }) => arn).join(', ')}`);
  printParagraph(terminal, `${text.sandbox.buckets}: ${buckets.map(({ name }) => name).join(', ')}`);
  line();
  printParagraph(terminal, text.sandbox.paste);
  for (const { id, name, principals } of accounts) {
    line();
    const management = id === organization.managementAccountId ? ` (${text.sandbox.management})` : '';
    line(colors.bold(`${name} ${id}${management}`));
    for (const { arn, accessKeyId, secretAccessKey } of principals) {
      line(`  # ${arn}`);
      line('  unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SESSION_TOKEN');
      // AWS CLI 1 and boto3 read AWS_DEFAULT_REGION only; the other SDKs read AWS_REGION.
      // https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html
      line('  export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1');
      line(`  export AWS_ENDPOINT_URL=${endpoint}`);
      line(`  export AWS_ACCESS_KEY_ID=${accessKeyId}`);
      line(`  export AWS_SECRET_ACCESS_KEY=${secretAccessKey}`);
    }
  }
  line();
  line(colors.bold(text.sandbox.ready(endpoint)));
  line(text.sandbox.stop);
}
