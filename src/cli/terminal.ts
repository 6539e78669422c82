import picocolors from 'picocolors';
import { en } from '../text/en.ts';
import { ja } from '../text/ja.ts';

export type Language = 'en' | 'ja';
export type Text = typeof en;
export type Colors = ReturnType<typeof picocolors.createColors>;

/** Where a verb speaks: data on stdout, everything else on stderr. */
export interface Terminal {
  readonly language: Language;
  readonly text: Text;
  /** Of stdout; red: harm is possible, green: refused, yellow: not known. */
  readonly colors: Colors;
  readonly json: boolean;
  readonly debug: boolean;
  readonly print: (line?: string) => void;
  /** Progress and notes; silent with `--quiet`. */
  readonly note: (line: string) => void;
  readonly fail: (line: string) => void;
}

export interface TerminalOptions {
  readonly json?: boolean;
  readonly lang?: Language;
  readonly quiet?: boolean;
  readonly color?: boolean;
  readonly debug?: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function terminal(options: TerminalOptions, environment: Environment = process.env): Terminal {
  const language = options.lang ?? languageOf(environment);
  return {
    language,
    text: language === 'ja' ? ja : en,
    colors: picocolors.createColors(options.color !== false && isColourful(environment)),
    json: options.json === true,
    debug: options.debug === true,
    print: (line = '') => void process.stdout.write(`${line}\n`),
    note: (line) => {
      if (options.quiet !== true) process.stderr.write(`${line}\n`);
    },
    fail: (line) => void process.stderr.write(`${line}\n`),
  };
}

/** As POSIX orders them. */
export function languageOf(environment: Environment): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^ja(?:[_.@-]|$)/i.test(locale) ? 'ja' : 'en';
}

/** https://no-color.org, https://force-color.org */
function isColourful(environment: Environment): boolean {
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR) return environment.FORCE_COLOR !== '0';
  return process.stdout.isTTY === true && environment.TERM !== 'dumb';
}
