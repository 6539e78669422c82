import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { guardTemplate } from '../scripts/new/guard.ts';
import { techniqueTemplate } from '../scripts/new/technique.ts';

const root = join(import.meta.dirname, '..');

it('scaffolds entries that compile', () => {
  const virtual = new Map([
    [join(root, 'src/techniques/s3-new-attack.ts'), techniqueTemplate('s3-new-attack')],
    [join(root, 'src/guards/new-guard.ts'), guardTemplate('new-guard')],
  ]);
  expect(problems(virtual)).toEqual([]);
});

it('would notice one that does not', () => {
  const broken = techniqueTemplate('s3-new-attack').replace("goal: 'silence'", "goal: 'mischief'");
  expect(problems(new Map([[join(root, 'src/techniques/s3-new-attack.ts'), broken]]))).toHaveLength(1);
});

function problems(files: ReadonlyMap<string, string>): readonly string[] {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.config.compilerOptions, root);
  const host = ts.createCompilerHost(options);
  const fileExists = host.fileExists.bind(host);
  const readFile = host.readFile.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.getSourceFile = (path, language, ...more) => {
    const text = files.get(path);
    return text === undefined
      ? getSourceFile(path, language, ...more)
      : ts.createSourceFile(path, text, language);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()]
    .flatMap((path) => ts.getPreEmitDiagnostics(program, program.getSourceFile(path)))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
