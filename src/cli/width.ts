// Characters that a terminal shows two columns wide. https://www.unicode.org/reports/tr11/
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what starts a colour
const COLOUR = /\u001b\[[0-9;]*m/g;

/** Columns of a text on a terminal. */
export function widthOf(text: string): number {
  const plain = text.replace(COLOUR, '');
  return [...plain].length + (plain.match(WIDE)?.length ?? 0);
}

export const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Lines of at most `width` columns: broken at spaces, and around wide characters, which need none. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of text.match(BREAKABLE) ?? []) {
    if (line !== '' && widthOf(line + part.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += part;
  }
  return [...lines, line.trimEnd()];
}

// Closing marks stay with what they close, opening ones with what they open, and small kana with their syllable.
// https://www.w3.org/TR/jlreq/#characters_not_starting_a_line
const OPENING = '（「『(\\[';
const CLOSING = '、。，．：；！？）」』,.:;!?)\\]ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々';
const WIDE_RANGE = '\\u2e80-\\uffef';
const BREAKABLE = new RegExp(
  `[${OPENING}]*(?:[${WIDE_RANGE}]|(?:(?![${OPENING}]+[${WIDE_RANGE}])[^\\s${WIDE_RANGE}])+)[${CLOSING}]*\\s*|\\s+`,
  'g',
);
