import { type TextTest, textTest, tokensOf } from '../../../policy/pattern.ts';
import { ACTIONS } from '../actions.ts';

/** A permission that exists. */
export interface KnownAction {
  /** `s3:DeleteObject`. */
  readonly name: string;
  /** ARNs of what it is authorized on, `*` for each name in them; none: on everything at once. */
  readonly types: readonly string[];
}

const services = new Map<string, readonly KnownAction[]>();

/** The actions of a service; `undefined` for services that the table leaves out: nothing is claimed of them. */
export function actionsOf(service: string): readonly KnownAction[] | undefined {
  const known = services.get(service);
  if (known !== undefined || !Object.hasOwn(ACTIONS, service)) return known;
  const { types = '', actions = '' } = ACTIONS[service] ?? {};
  const arns = types.split(' ');
  const read = actions.split(' ').map((entry) => {
    const [name = '', ...letters] = entry.split('-');
    return {
      name: `${service}:${name}`,
      types: letters.map((letter) => arns[letter.charCodeAt(0) - 'a'.charCodeAt(0)] ?? ''),
    };
  });
  services.set(service, read);
  return read;
}

export const serviceOf = (pattern: string): string =>
  pattern.slice(0, Math.max(0, pattern.indexOf(':'))).toLowerCase();

/** The actions that a pattern matches; `undefined` where the table does not tell. */
export function matching(pattern: string): readonly KnownAction[] | undefined {
  const matches = actionTest(pattern);
  return actionsOf(serviceOf(pattern))?.filter(({ name }) => matches(name));
}

/** Names of actions match in any case. */
export function actionTest(pattern: string): TextTest {
  const test = textTest(tokensOf(pattern.toLowerCase()));
  return (name) => test(name.toLowerCase());
}
