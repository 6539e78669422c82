import { SERVICE_PREFIXES } from '../../../policy/service-prefixes.ts';

/**
 * Other names for names, word by word, such that two are equal, or a pattern matches a name, exactly where it was so
 * before. A word is what stands between other characters than letters and digits; its pseudonym is as long and has
 * capitals and digits in the same places. What touches a wildcard, or AWS's own names, stays.
 */
export class Pseudonyms {
  readonly #words = new Set<string>();
  readonly #kept = new Set(KEPT);
  readonly #beginnings = new Set<string>();
  readonly #endings = new Set<string>();
  readonly #parts = new Set<string>();
  #numbersStay = false;
  #made: ReadonlyMap<string, string> | undefined;

  /** Notes a name, or a pattern with wildcards. */
  readonly add = (text: string): string => {
    for (const kept of text.matchAll(OF_AWS)) this.keep(kept[0]);
    for (const { word, before, after } of wordsIn(text)) {
      if (before && after) this.#parts.add(word);
      else if (after) this.#beginnings.add(word);
      else if (before) this.#endings.add(word);
      else this.#words.add(word);
    }
    return text;
  };

  /** Notes what stays as it is. */
  readonly keep = (text: string): void => {
    for (const { word } of wordsIn(text)) this.#kept.add(word);
  };

  /** Notes that what may be a number, a date or an address, or a part of one, stays. */
  readonly keepNumbers = (): void => {
    this.#numbersStay = true;
  };

  /** Once all are noted. */
  readonly rename = (text: string): string => {
    this.#made ??= this.#make();
    const made = this.#made;
    return text.replace(WORD, (found) => {
      const word = made.get(found.toLowerCase());
      return word === undefined || found.startsWith('$') ? found : likewise(found, word);
    });
  };

  /** In the order of the words, so that nothing sorted by them moves. */
  #make(): ReadonlyMap<string, string> {
    const changing = [...this.#words].filter((word) => !this.#stays(word)).sort();
    const taken = new Set([...this.#words, ...this.#kept]);
    const made = new Map<string, string>();
    const last = new Map<string, readonly number[]>();
    for (const word of changing) {
      const shape = shapeOf(word);
      const from = last.get(shape) ?? [...shape].map(() => 0);
      const places = after(shape, from, (one) => !taken.has(one) && !this.#stays(one));
      // More words of one short shape than there are others: this one stays.
      if (places === undefined) continue;
      const other = textOf(shape, places);
      last.set(shape, places);
      taken.add(other);
      made.set(word, other);
    }
    return made;
  }

  #stays(word: string): boolean {
    if (this.#kept.has(word) || /^(?:aws|amazon)/.test(word) || !CHANGING.test(word)) return true;
    if (this.#numbersStay && PERHAPS_NUMBER.test(word)) return true;
    return (
      some(this.#beginnings, (part) => word.startsWith(part)) ||
      some(this.#endings, (part) => word.endsWith(part)) ||
      some(this.#parts, (part) => word.includes(part))
    );
  }
}

/** Numbers tell nothing, but for account ids; and so little tells nobody's name. */
const CHANGING = /^(?:\d{12}|(?=.*\p{L})[\p{L}\p{N}]{3,})$/u;

const PERHAPS_NUMBER = /\p{N}|^[a-f]{1,4}$/u;

/** A policy variable is none, but for what it stands for: anything. */
const WORD = /\$\{[^}]*\}|[\p{L}\p{N}]+/gu;

/** The kind of resource in an ARN, and names that AWS gives. */
const OF_AWS =
  /(?<=^arn:[^:]*:(?!s3:::)[^:]*:[^:]*:[^:]*:)[\w-]+(?=[/:])|(?<=:iam::aws:policy\/).+|(?<=:oidc-provider\/).+|(?<=^alias\/aws\/).+/g;

function* wordsIn(text: string): Generator<{ word: string; before: boolean; after: boolean }> {
  for (const { 0: found, index } of text.matchAll(WORD)) {
    if (found.startsWith('$')) continue;
    const before = text[index - 1] ?? '';
    const after = text[index + found.length] ?? '';
    yield {
      word: found.toLowerCase(),
      before: before === '*' || before === '?' || before === '}',
      after: after === '*' || after === '?' || (after === '$' && text[index + found.length + 1] === '{'),
    };
  }
}

/** Where a word has digits (`0`), hexadecimal digits of an id (`f`) and letters (`z`). */
function shapeOf(word: string): string {
  const letter = /^(?=.*\d)[0-9a-f]+$/.test(word) ? 'f' : 'z';
  return word.replace(/\p{N}/gu, '0').replace(/[^0]/gu, letter);
}

/** The next word of a shape that is free. Where many in a row are not, another letter is the reason. */
function after(
  shape: string,
  from: readonly number[],
  isFree: (word: string) => boolean,
): readonly number[] | undefined {
  const places = [...from];
  for (let turn = 0; ; turn++) {
    let at = places.length - 1 - (turn % places.length);
    for (; at >= 0; at--) {
      places[at] = ((places[at] ?? 0) + 1) % sizeOf(shape.charAt(at));
      if (places[at] !== 0) break;
    }
    if (at < 0) return undefined;
    if (isFree(textOf(shape, places))) return places;
  }
}

const sizeOf = (place: string): number => (place === '0' ? 10 : place === 'f' ? 6 : 26);

const textOf = (shape: string, places: readonly number[]): string =>
  places
    .map((value, at) => (shape.charAt(at) === '0' ? String(value) : String.fromCharCode(97 + value)))
    .join('');

/** With capitals where the first text has them. */
function likewise(found: string, word: string): string {
  const letters = [...word];
  return [...found]
    .map((letter, index) =>
      letter === letter.toLowerCase() ? letters[index] : letters[index]?.toUpperCase(),
    )
    .join('');
}

function some(all: ReadonlySet<string>, holds: (one: string) => boolean): boolean {
  for (const one of all) if (holds(one)) return true;
  return false;
}

/** Words of AWS's own that stand in names and ARNs. */
const KEPT: readonly string[] = [
  ...[...SERVICE_PREFIXES].flatMap((prefix) => prefix.split('-')),
  ...'arn aws cn us gov iso isob isoe isof eusc amazonaws com internal root default global'.split(' '),
  ...'north south east west central northeast northwest southeast southwest'.split(' '),
  // Service-linked and reserved roles, and those of Organizations, Control Tower, IAM Identity Center and StackSets.
  ...'role service reserved organizationaccountaccessrole stacksets exec'.split(' '),
  ...'organization ou account policy resource control rcpfullawsaccess fullawsaccess'.split(' '),
  // Log files: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
  ...'log group stream cloudtrail digest insight json gz vpcflowlogs vpcdnsquerylogs'.split(' '),
  ...'off none eventbridge allusers authenticatedusers channel null'.split(' '),
  // Of what the techniques name, which policies may be about: kinds of resources in ARNs,
  ...'accesspoint alarm anchor bus catalog cluster connection database definition destination document event eventdatastore'.split(
    ' ',
  ),
  ...'filter function grant grants handshake invite ipset key layer location mapping mrap mute oidc'.split(
    ' ',
  ),
  ...'permissionset provider resourcepolicy rule saml ssoins stack stackset table task tasks trail trust'.split(
    ' ',
  ),
  ...'trustedentityset vault'.split(' '),
  // what AWS calls by name,
  ...'administratoraccess aes256 batchoperations cloudwatchlogs iamcreaterootuserpassword lambdainvoke'.split(
    ' ',
  ),
  ...'buckettag objectcreated resourcetag value'.split(' '),
  ...'member org principalaccount runshellscript s3control s3unlockbucketpolicy s3updateobjectencryption'.split(
    ' ',
  ),
  // and what the techniques make.
  ...'any bucket decoy drill elsewhere federation forged import indelible indelible0 indelible00'.split(' '),
  ...'indelible0000 markers no outside present protected quiet replication responder secret source spared'.split(
    ' ',
  ),
  ...'such the unknown unread unusable 000000000000 555555555555 999999999999'.split(' '),
];
