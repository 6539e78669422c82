import ts from 'typescript';

/** A source file as the architecture test looks at it. `path` is from the project's folder, with `/`. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

export interface Import {
  readonly specifier: string;
  /** The imported file from the project's folder; undefined for a package and for Node.js's own modules. */
  readonly file: string | undefined;
  /** Leaves nothing behind when the types are stripped. */
  readonly typeOnly: boolean;
  readonly line: number;
}

export function source(path: string, text: string): Source {
  return { path, text, imports: readImports(parse({ path, text }), path) };
}

export function parse({ path, text }: Pick<Source, 'path' | 'text'>): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

export function lineOf(node: ts.Node): number {
  const file = node.getSourceFile();
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
}

export function isTest(path: string): boolean {
  return /\.test\.[cm]?ts$/.test(path) || path.startsWith('test/');
}

function readImports(file: ts.SourceFile, path: string): readonly Import[] {
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    const found = importOf(node);
    if (found) {
      imports.push({ ...found, file: resolve(path, found.specifier), line: lineOf(node) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return imports;
}

function importOf(node: ts.Node): Pick<Import, 'specifier' | 'typeOnly'> | undefined {
  if (ts.isImportDeclaration(node)) {
    // `import { type A }` still loads the module: verbatimModuleSyntax keeps the statement.
    return named(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier)
    return named(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return named(node.argument.literal, true);
  if (ts.isCallExpression(node) && node.arguments[0] && loadsModule(node.expression)) {
    return named(node.arguments[0], false);
  }
  return undefined;
}

function loadsModule(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
  );
}

function named(specifier: ts.Node, typeOnly: boolean): Pick<Import, 'specifier' | 'typeOnly'> {
  // A computed specifier is kept as it is written: it cannot be judged and matches no row of the table.
  return {
    specifier: ts.isStringLiteralLike(specifier) ? specifier.text : `./${specifier.getText()}`,
    typeOnly,
  };
}

function resolve(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}
