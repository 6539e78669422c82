import { builtinModules } from 'node:module';
import ts from 'typescript';
import { inHouse, roomOf } from './rooms.ts';
import { lineOf, parse, type Source } from './source.ts';
import { BROWSER_ROOMS } from './table.ts';

const GLOBALS = new Set([
  'process',
  'Buffer',
  'global',
  'require',
  'module',
  'exports',
  '__dirname',
  '__filename',
  'setImmediate',
  'clearImmediate',
]);

/** Where rooms that also run in a browser use what only Node.js has. */
export function nodeInBrowserRooms(sources: readonly Source[]): readonly string[] {
  return inHouse(sources)
    .filter(({ path }) => BROWSER_ROOMS.includes(roomOf(path) ?? ''))
    .flatMap((source) => [...nodeModules(source), ...nodeGlobals(source)]);
}

function nodeModules({ path, imports }: Source): readonly string[] {
  return imports
    .filter(({ specifier }) => specifier.startsWith('node:') || builtinModules.includes(specifier))
    .map(({ specifier, line }) => `${path}:${line} imports \`${specifier}\`, which a browser does not have`);
}

function nodeGlobals(source: Source): readonly string[] {
  const file = parse(source);
  const uses: ts.Identifier[] = [];
  const own = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && GLOBALS.has(node.text)) {
      if (declares(node)) own.add(node.text);
      else if (!isOnlyAName(node)) uses.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return uses
    .filter(({ text }) => !own.has(text))
    .map((node) => `${source.path}:${lineOf(node)} uses \`${node.text}\`, which a browser does not have`);
}

function declares({ parent }: ts.Identifier): boolean {
  return (
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isImportClause(parent) ||
    ts.isNamespaceImport(parent) ||
    ts.isBindingElement(parent)
  );
}

/** A member's or property's name: `it.process`, `{ process: … }`; but not of the global object. */
function isOnlyAName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    return parent.expression.getText() !== 'globalThis';
  }
  const isMember =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isMethodDeclaration(parent);
  return isMember && parent.name === node;
}
