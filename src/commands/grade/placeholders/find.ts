export interface FoundPlaceholder {
  readonly at: number;
  readonly text: string;
}

/** The ways in which authors mark what a reader is to fill in. */
const FORMS = new RegExp(
  [
    String.raw`\$\{[^{}]*\}`,
    String.raw`\{\{[^{}]*\}\}`,
    String.raw`\[[A-Za-z][A-Za-z0-9_ ./*-]{2,}\]`,
    '<[A-Za-z][A-Za-z0-9_ .-]*>',
    '%[A-Z][A-Z0-9_]+%',
    String.raw`\bo-(?:[xX]{4,}|(?:example|EXAMPLE)\w*)`,
    '(?<![A-Za-z0-9_])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![A-Za-z0-9_])',
  ].join('|'),
  'g',
);

/** Words that no name in use has: `YOUR_BUCKET`, `ACCOUNT_ID`. Names in capitals, such as a role's, have others. */
const OPEN_WORD =
  /(?:^|_)(?:YOUR|MY|NAME|EXAMPLE|PLACEHOLDER|REPLACE|INSERT|TODO|CHANGEME)(?:_|$)|^(?:AWS_)?(?:\w+_)?(?:ACCOUNT|ORG|ORGANIZATION|KEY)_(?:ID|ARN)$/;

/** An account id or a bucket in an ARN, of letters that neither can have. */
const IN_ARN =
  /arn:[^:"]*:(?:s3:::(?<bucket>[A-Z][A-Z0-9_-]*)|[a-z0-9-]+:[^:"]*:(?<account>[A-Z][A-Za-z_]*|[xX]{12}):)/g;

/** What a string leaves open, in its order. Policy variables are not among it. */
export function placeholdersIn(text: string): readonly FoundPlaceholder[] {
  const found = [...text.matchAll(FORMS)].map((match) => ({ at: match.index, text: match[0] }));
  const open = found.filter((one) => isOpen(one.text));
  for (const match of text.matchAll(IN_ARN)) {
    const name = match.groups?.bucket ?? match.groups?.account ?? '';
    open.push({ at: match.index + match[0].lastIndexOf(name), text: name });
  }
  let end = 0;
  return open
    .sort((one, other) => one.at - other.at || other.text.length - one.text.length)
    .filter(({ at, text }) => {
      if (at < end) return false;
      end = at + text.length;
      return true;
    });
}

function isOpen(text: string): boolean {
  if (text.startsWith('${')) return !isPolicyVariable(text.slice(2, -1));
  if (/^[[<{%]/.test(text) || /^o-/.test(text)) return true;
  return OPEN_WORD.test(text);
}

/**
 * `${aws:PrincipalAccount}`, `${saml:sub}`, `${*}`: a prefix with one colon. `${AWS::AccountId}` has two.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
const isPolicyVariable = (inside: string): boolean =>
  /^[*?$]$/.test(inside) || /^\s*[A-Za-z][\w.-]*:(?!:)/.test(inside);
