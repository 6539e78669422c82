import { Command, Help, Option } from 'commander';
import { VERSION } from '../commands/version.ts';
import { addExamples, addExits, type Verb } from './examples.ts';
import type { Terminal, TerminalOptions, Text } from './terminal.ts';
import { widthOf } from './width.ts';

/** Runs a verb with the terminal that its options ask for; answers the exit status. */
export type Start = (
  options: TerminalOptions,
  verb: (terminal: Terminal) => Promise<number>,
) => Promise<void>;

/** The verbs and their options. A verb's code is loaded when it is called: help needs neither SDK nor sandbox. */
export function programFor({ text, colors }: Terminal, start: Start): Command {
  const { help } = text;
  const program = new Command('indelible')
    .description(help.description)
    .version(VERSION, '-V, --version', help.options.version)
    .addHelpCommand(
      new Command('help')
        .argument(help.labels.verb)
        .description(help.options.help)
        .helpGroup(help.groups.more),
    )
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .configureHelp({
      displayWidth: widthOf,
      commandUsage: (command) => labelled(text, plain.commandUsage(command)),
      subcommandTerm: (command) => labelled(text, plain.subcommandTerm(command)),
      optionDescription: (option) => optionIn(text, option),
      styleTitle: (title) => colors.bold(titleIn(text, title)),
    });
  const verb = (name: Verb, group: string) => declare(program, text, name, group);

  verb('prove', help.groups.ask)
    .option('--snapshot <file>', help.options.snapshot)
    .addOption(new Option('--depth <depth>', help.options.depth).choices(DEPTHS))
    .option('--role-name <name>', help.options.roleName)
    .option('--external-id <id>', help.options.externalId)
    .option('--all', help.options.all)
    .option('--technique <id>', help.options.technique, several)
    .option('--account <id|name>', help.options.ofAccount, several)
    .option('--ou <id|name>', help.options.ou, several)
    .addOption(new Option('--actor <kind>', help.options.actor).choices(ACTORS))
    .addOption(new Option('--goal <goal>', help.options.goal).choices(Object.keys(text.prove.goals)))
    .option('--as <arn>', help.options.as, several)
    .option('--residual', help.options.residual)
    .option('--strict', help.options.strict)
    .option('--baseline <file>', help.options.baseline)
    .option('--exceptions <file>', help.options.exceptions)
    .option('--markdown', help.options.markdown)
    .action((_options, command: Command) =>
      start(optionsOf(command), async (terminal) =>
        (await import('./prove.ts')).run(terminal, command.opts()),
      ),
    );
  verb('grade', help.groups.ask)
    .argument('[file...]', help.options.policyFiles)
    .option('--bucket <name>', help.options.bucket)
    .option('--trail <name|arn>', help.options.trail)
    .option('--key <arn>', help.options.key)
    .option('--exempt <arn>', help.options.exempt)
    .option('--world', help.options.referenceWorld)
    .action((files: readonly string[], _options, command: Command) =>
      start(optionsOf(command), async (terminal) =>
        (await import('./grade.ts')).run(terminal, files, command.opts()),
      ),
    );
  verb('explain', help.groups.ask)
    .argument('[id]', help.options.techniqueId)
    .option('--list', help.options.list)
    .action((id: string | undefined, _options, command: Command) =>
      start(optionsOf(command), async (terminal) =>
        (await import('./explain.ts')).run(terminal, id, command.opts()),
      ),
    );
  verb('plan', help.groups.close)
    .option('--snapshot <file>', help.options.snapshot)
    .option('--target <id|name>', help.options.target)
    .option('--trail <name>', help.options.trail)
    .option('--bucket <name>', help.options.bucket)
    .option('--role-name <name>', help.options.roleName)
    .option('--external-id <id>', help.options.externalId)
    .option('--out <file>', help.options.out, 'indelible-plan.json')
    .action((_options, command: Command) =>
      start(optionsOf(command), async (terminal) =>
        (await import('./plan.ts')).run(terminal, command.opts()),
      ),
    );
  verb('apply', help.groups.close)
    .argument('<file>', help.options.planFile)
    .action((file: string, _options, command: Command) =>
      start(optionsOf(command), async (terminal) =>
        (await import('./apply.ts')).run(terminal, file, command.opts()),
      ),
    );
  verb('drill', help.groups.check)
    .requiredOption('--account <id>', help.options.account)
    .option('--snapshot <file>', help.options.snapshot)
    .option('--role-name <name>', help.options.roleName)
    .option('--external-id <id>', help.options.externalId)
    .option('--trail <name>', help.options.trail)
    .option('--bucket <name>', help.options.bucket)
    .option('--technique <id>', help.options.technique)
    .action((_options, command: Command) =>
      start(optionsOf(command), async (terminal) =>
        (await import('./drill.ts')).run(terminal, command.opts()),
      ),
    );
  verb('demo', help.groups.more).action((_options, command: Command) =>
    start(optionsOf(command), async (terminal) => (await import('./demo.ts')).run(terminal)),
  );
  verb('collect', help.groups.more)
    .addOption(new Option('--depth <depth>', help.options.depth).choices(DEPTHS).default('logs'))
    .option('--out <file>', help.options.snapshotOut, 'organization.json')
    .option('--role-name <name>', help.options.roleName)
    .option('--external-id <id>', help.options.externalId)
    .option('--redact', help.options.redact)
    .action((_options, command: Command) =>
      start(optionsOf(command), async (terminal) =>
        (await import('./collect.ts')).run(terminal, command.opts()),
      ),
    );
  verb('permissions', help.groups.more)
    .addOption(
      new Option('--for <verb>', help.options.permissionsFor)
        .choices(['collect', 'drill', 'apply'])
        .default('collect'),
    )
    .option('--role-name <name>', help.options.permissionsRole)
    .addOption(
      new Option('--format <format>', help.options.permissionsFormat)
        .choices(['json', 'stackset', 'terraform'])
        .default('json'),
    )
    .action((_options, command: Command) =>
      start(optionsOf(command), async (terminal) =>
        (await import('./permissions.ts')).run(terminal, command.opts()),
      ),
    );
  verb('sandbox', help.groups.more)
    .option('--port <number>', help.options.port, '0')
    .option('--world <file>', help.options.world)
    .action((_options, command: Command) =>
      start(optionsOf(command), async (terminal) =>
        (await import('./sandbox.ts')).run(terminal, command.opts()),
      ),
    );
  for (const command of program.commands.filter((one) => CALLS_AWS.has(one.name()))) withAws(command, text);
  for (const command of [program, ...program.commands]) everywhere(command, text);
  addExits(program, text);
  return program;
}

const DEPTHS = ['organization', 'logs', 'full'];
const ACTORS = ['admin', 'root', 'delegated', 'management', 'outside', 'named'];

/** An option that may be given several times. */
const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

const CALLS_AWS: ReadonlySet<string> = new Set<Verb>(['prove', 'plan', 'apply', 'drill', 'collect']);

function declare(program: Command, text: Text, name: Verb, group: string): Command {
  const command = program.command(name).description(text.help.verbs[name]).helpGroup(group);
  addExamples(command, text, name);
  return command;
}

/** Options that stand before or after the verb, wherever people put them. */
function everywhere(command: Command, { help }: Text): void {
  command
    .helpOption('-h, --help', help.options.help)
    .option('--json', help.options.json)
    .addOption(new Option('--lang <language>', help.options.lang).choices(['en', 'ja']))
    .option('-q, --quiet', help.options.quiet)
    .option('--no-color', help.options.color)
    .option('--debug', help.options.debug);
}

function withAws(command: Command, { help }: Text): void {
  command.option('--profile <name>', help.options.profile).option('--region <name>', help.options.region);
}

function optionsOf(command: Command): TerminalOptions {
  const before: TerminalOptions = command.parent?.opts() ?? {};
  const after: TerminalOptions = command.opts();
  return { ...before, ...after, color: before.color !== false && after.color !== false };
}

/** commander's own words for what it lists. */
const plain = new Help();

const labelled = ({ help }: Text, usage: string): string =>
  usage.replace('[options]', help.labels.options).replace('[command]', help.labels.verb);

function optionIn({ help }: Text, { description, defaultValue }: Option): string {
  return typeof defaultValue === 'string'
    ? `${description} (${help.labels.default}: ${defaultValue})`
    : description;
}

function titleIn({ help }: Text, title: string): string {
  const titles: Readonly<Record<string, string>> = help.titles;
  return titles[title] ?? title;
}
