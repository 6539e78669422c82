const TYPOGRAPHIC = /[“”„‟‘’‚‛«»＂″]/g;

/** A typographic quote where JSON wants a plain one. */
export interface Repair {
  readonly text: string;
  readonly offsets: readonly number[];
}

/**
 * Puts a plain quote in the place of each typographic one that opens or closes a text: one that follows `{ [ , :`, or
 * comes before `} ] , :` or the end of the line. Positions stay as they were. Texts from web pages and word
 * processors carry them, as the article's own policy does.
 */
export function repairQuotes(text: string): Repair {
  const offsets: number[] = [];
  const repaired = text.replace(TYPOGRAPHIC, (quote, offset: number) => {
    if (!opens(text, offset) && !closes(text, offset)) return quote;
    offsets.push(offset);
    return '"';
  });
  return { text: repaired, offsets };
}

// Both look at one line only, and at most a few spaces of it: linear, whatever the text.
const opens = (text: string, offset: number): boolean =>
  /[{[,:][ \t\r\n]*$/.test(text.slice(Math.max(0, offset - 40), offset));

const closes = (text: string, offset: number): boolean =>
  /^[ \t]{0,40}([}\],:\r\n]|$)/.test(text.slice(offset + 1, offset + 42));
