import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInFront } from './child.mjs';
import { codeOf, reason, SetupError } from './error.mjs';
import { install } from './install.mjs';
import { suitableNode } from './node24.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Verb to its script and first arguments. `where` is the folder it works in: `caller` for what reads and
 * writes the files that its user names.
 * @type {Readonly<Record<string, { script: string, first?: readonly string[], where: 'root' | 'caller' }>>}
 */
const verbs = {
  demo: { script: 'src/cli/indelible.ts', first: ['demo'], where: 'caller' },
  indelible: { script: 'src/cli/indelible.ts', where: 'caller' },
  test: { script: 'scripts/test.ts', where: 'root' },
  generate: { script: 'scripts/generate.ts', where: 'root' },
  new: { script: 'scripts/new.ts', where: 'root' },
  mutants: { script: 'test/mutants/run.ts', where: 'root' },
  bench: { script: 'bench/run.ts', where: 'root' },
  build: { script: 'scripts/build.ts', where: 'root' },
};

/** @param {readonly string[]} args */
export async function start([name, ...rest]) {
  const verb = name === undefined ? undefined : verbs[name];
  if (name === undefined || verb === undefined) {
    console.error(`usage: npm run ${Object.keys(verbs).join('|')} [-- arguments]`);
    process.exitCode = 2;
    return;
  }
  try {
    await install(root);
    const node = await suitableNode(root);
    const args = [
      '--disable-warning=ExperimentalWarning',
      join(root, verb.script),
      ...(verb.first ?? []),
      ...rest,
    ];
    await runInFront(node, args, verb.where === 'root' ? root : callersFolder(name));
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}

/** @param {unknown} error */
function explain(error) {
  if (error instanceof SetupError) return error.message;
  const code = codeOf(error);
  if (code === undefined || !(error instanceof Error)) throw error;
  return `${error.message}\n\n${reason(code, root)}`;
}

/**
 * npm runs scripts in the package's folder and says in INIT_CWD where its user stands.
 * @param {string} name
 */
function callersFolder(name) {
  const { INIT_CWD, npm_lifecycle_event } = process.env;
  // An INIT_CWD inherited through another script is not this call's.
  return INIT_CWD && npm_lifecycle_event === name ? INIT_CWD : process.cwd();
}
