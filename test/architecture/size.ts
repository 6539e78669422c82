import ts from 'typescript';
import { GENERATED } from '../../scripts/generate/module.ts';
import { isTest, parse, type Source } from './source.ts';
import { AWS_NAMES, LONGEST_FILE, NOT_USED } from './table.ts';

/** Files that hold more than one should: tests, generated files and data tables may be long. */
export function tooLong(sources: readonly Source[]): readonly string[] {
  return sources
    .filter((source) => lines(source) > LONGEST_FILE)
    .filter((source) => !isTest(source.path) && !source.text.startsWith(GENERATED) && !isDataTable(source))
    .map((source) => `${source.path} has ${lines(source)} lines: look for a second noun in it`);
}

/** File and folder names with a word that is not used here. */
export function unfitNames(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    const known = AWS_NAMES.reduce((rest, name) => rest.replace(name, ''), path);
    const word = known
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .split(/[^a-z]+/)
      .find((part) => NOT_USED.includes(part));
    return word ? [`${path}: \`${word}\` says nothing about what is in it`] : [];
  });
}

function lines({ text }: Source): number {
  return text.trimEnd().split('\n').length;
}

/** Holds values and types alone: literals in arrays and objects, and texts with places to fill in. */
export function isDataTable(source: Pick<Source, 'path' | 'text'>): boolean {
  return parse(source).statements.every(
    (statement) =>
      ts.isImportDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isExportDeclaration(statement) ||
      (ts.isExportAssignment(statement) && isData(statement.expression)) ||
      (ts.isVariableStatement(statement) &&
        statement.declarationList.declarations.every(
          ({ initializer }) => initializer && isData(initializer),
        )),
  );
}

function isData(node: ts.Expression): boolean {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)) {
    return isData(node.expression);
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isData);
  if (ts.isSpreadElement(node)) return isData(node.expression);
  if (ts.isObjectLiteralExpression(node)) return node.properties.every(isDataProperty);
  if (ts.isNewExpression(node))
    return /^(Map|Set)$/.test(node.expression.getText()) && everyIsData(node.arguments);
  if (ts.isCallExpression(node)) {
    return node.expression.getText() === 'Object.freeze' && everyIsData(node.arguments);
  }
  if (ts.isArrowFunction(node)) return isText(node.body);
  if (ts.isPrefixUnaryExpression(node)) return isData(node.operand);
  return isConstant(node) || isText(node);
}

function isDataProperty(property: ts.ObjectLiteralElementLike): boolean {
  if (ts.isPropertyAssignment(property)) return isData(property.initializer);
  if (ts.isSpreadAssignment(property)) return isData(property.expression);
  return ts.isShorthandPropertyAssignment(property);
}

function everyIsData(nodes: readonly ts.Expression[] | undefined): boolean {
  return (nodes ?? []).every(isData);
}

function isConstant(node: ts.Node): boolean {
  return (
    ts.isLiteralExpression(node) ||
    ts.isIdentifier(node) ||
    ts.isPropertyAccessExpression(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword
  );
}

/** A text with places: it may choose between words (one account, two accounts) and decides nothing else. */
function isText(node: ts.Node): boolean {
  if (ts.isTemplateExpression(node)) return node.templateSpans.every(({ expression }) => isText(expression));
  if (ts.isConditionalExpression(node)) {
    return isComparison(node.condition) && isText(node.whenTrue) && isText(node.whenFalse);
  }
  if (ts.isParenthesizedExpression(node)) return isText(node.expression);
  return isConstant(node);
}

function isComparison(node: ts.Expression): boolean {
  return ts.isBinaryExpression(node) ? isConstant(node.left) && isConstant(node.right) : isConstant(node);
}
