/** A JSON string as it is written, escapes and all, without its quotes. */
export interface WrittenString {
  readonly at: number;
  readonly text: string;
  /** The member that it is the value of, or one of the values: `Resource`, `aws:PrincipalArn`. Its own, for a key. */
  readonly key: string;
  /** The operator above a condition key: `StringLike`. */
  readonly operator: string;
}

const OPERATOR =
  /^(?:For(?:All|Any)Values?:)?(?:String|Arn|Numeric|Date|Bool|Binary|IpAddress|NotIpAddress|Null)/i;

/** The strings of a JSON text, whether or not all of it is JSON. */
export function stringsIn(text: string): readonly WrittenString[] {
  const strings: WrittenString[] = [];
  let key = '';
  let operator = '';
  for (let start = text.indexOf('"'); start >= 0; ) {
    const end = endOf(text, start + 1);
    if (end < 0) return strings;
    const content = text.slice(start + 1, end);
    COLON.lastIndex = end + 1;
    if (COLON.test(text)) {
      key = content;
      if (OPERATOR.test(content)) operator = content;
      else if (/^(?:Sid|Effect|Action|Resource|Principal|Not\w+)$/i.test(content)) operator = '';
    }
    strings.push({ at: start + 1, text: content, key, operator });
    start = text.indexOf('"', end + 1);
  }
  return strings;
}

const COLON = /\s*:/y;

function endOf(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return -1;
}
