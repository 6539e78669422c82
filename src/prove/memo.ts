import type { Policy } from '../model/policy.ts';
import type { Need, Step } from '../model/technique.ts';
import { type Answer, accountOf, ask } from './ask.ts';
import { type Authorization, authorizationOf, isOfAttacker } from './authorization.ts';
import { regionFor } from './context.ts';
import { isServiceLinked, type Principal } from './principal.ts';
import type { Level, Scene } from './scene.ts';
import { accountPatterns, type Statement, statementsFor } from './statement.ts';

/**
 * As `ask`, which is run once for all accounts that the statements about the call cannot tell apart: the ids of the
 * caller's and of the resource's account are parameters of question and answer.
 */
export function askOnce(scene: Scene, principal: Principal, step: Step): Answer {
  const inScene = known.get(scene) ?? new Map<string, Asked>();
  known.set(scene, inScene);
  const text = textOf(step);
  const asked = inScene.get(text) ?? { answers: new WeakMap(), questions: new Map() };
  inScene.set(text, asked);
  const made = asked.answers.get(principal) ?? askAlike(scene, principal, step, asked.questions);
  asked.answers.set(principal, made);
  return made;
}

interface Asked {
  readonly answers: WeakMap<Principal, Answer>;
  /** By the caller's account: see `questionIn`. */
  readonly questions: Map<string, Question>;
}

/** The very same questions come back in every round of a search, and with every way that begins alike. */
const known = new WeakMap<Scene, Map<string, Asked>>();
const stepTexts = new WeakMap<Step, string>();

function textOf(step: Step): string {
  const made = stepTexts.get(step) ?? JSON.stringify([step.needs, step.perhaps, step.region]);
  stepTexts.set(step, made);
  return made;
}

function askAlike(scene: Scene, principal: Principal, step: Step, questions: Map<string, Question>): Answer {
  // No policy binds a service-linked role: of it the question is another one.
  const account = `${principal.accountId} ${isServiceLinked(principal)} ${principal.own !== undefined}`;
  const question = questions.get(account) ?? questionIn(scene, principal, step);
  questions.set(account, question);
  const { owner } = question;
  const key = keyOf(principal, question);
  const present = scene.answers.get(key) as Remembered | undefined;
  if (present !== undefined) return answerFor(present, principal.accountId, owner);
  const answer = ask(scene, principal, step);
  scene.answers.set(key, { answer, caller: principal.accountId, owner, template: undefined });
  return answer;
}

interface Remembered {
  readonly answer: Answer;
  readonly caller: string;
  readonly owner: string;
  template: string | undefined;
}

const CALLER = '{caller}';
const OWNER = '{owner}';

function answerFor(remembered: Remembered, caller: string, owner: string): Answer {
  if (remembered.caller === caller && remembered.owner === owner) return remembered.answer;
  remembered.template ??= parametrized(
    JSON.stringify(remembered.answer),
    remembered.caller,
    remembered.owner,
  );
  const { template } = remembered;
  if (!template.includes(CALLER) && !template.includes(OWNER)) return remembered.answer;
  return JSON.parse(template.replaceAll(CALLER, caller).replaceAll(OWNER, owner)) as Answer;
}

function parametrized(text: string, caller: string, owner: string): string {
  const once = text.replaceAll(caller, CALLER);
  return owner === '' || owner === caller ? once : once.replaceAll(owner, OWNER);
}

/** What is asked, whoever of an account asks it. */
interface Question {
  /** Stands for its text: the same for the same question. */
  readonly number: number;
  /** The account of the resource. */
  readonly owner: string;
  /** It names accounts, or looks at more than the ids of two: it has an answer for these alone. */
  readonly local: boolean;
}

function questionIn(scene: Scene, principal: Principal, step: Step): Question {
  const needs = step.perhaps === undefined ? step.needs : [...step.needs, ...step.perhaps];
  const parts = needs.map((need) => partOf(scene, principal, step, need));
  const { accountId } = principal;
  const others = parts.filter(({ owner }) => owner !== '' && owner !== accountId);
  const owner = others[0]?.owner ?? '';
  const local =
    principal.own !== undefined ||
    others.some((part) => part.owner !== owner) ||
    parts.some((part) => part.local);
  const inside = (id: string) =>
    scene.leaving.has(id) ? 'leaving' : (scene.accounts.get(id)?.parentId ?? '') !== '';
  const asked = `${inside(accountId)} ${inside(owner)} ${
    step.perhaps === undefined ? '' : step.needs.length
  } ${parts.map((part) => part.text).join(' | ')}`;
  const text = local ? `${sceneNumber(scene)} ${accountId} ${asked}` : parametrized(asked, accountId, owner);
  const number = scene.questions.get(text) ?? scene.questions.size;
  scene.questions.set(text, number);
  return { number, owner, local };
}

function keyOf(principal: Principal, { number, owner, local }: Question): string {
  if (local) return `${number} ${principal.arn} ${textOfPrincipal(principal)}`;
  const who = textOfPrincipal(principal);
  return `${number} ${owner !== '' && who.includes(owner) ? who.replaceAll(owner, OWNER) : who}`;
}

const principals = new WeakMap<Principal, string>();

/** With its account as a parameter. */
function textOfPrincipal(principal: Principal): string {
  const { kind, arn, session = '', accountId } = principal;
  const made =
    principals.get(principal) ??
    `${kind} ${arn} ${session} ${tagsText(principal)}`.replaceAll(accountId, CALLER);
  principals.set(principal, made);
  return made;
}

const tagsText = ({ tags, own }: Principal): string =>
  Object.keys(tags).length === 0 && own === undefined ? '' : JSON.stringify([tags, own]);

let scenes = 0;
const numbers = new WeakMap<Scene, number>();

function sceneNumber(scene: Scene): number {
  const present = numbers.get(scene);
  if (present !== undefined) return present;
  scenes += 1;
  numbers.set(scene, scenes);
  return scenes;
}

interface PartText {
  readonly text: string;
  readonly local: boolean;
  readonly owner: string;
}

function partOf(scene: Scene, principal: Principal, step: Step, need: Need): PartText {
  const action = need.action.toLowerCase();
  const owner = accountOf(scene, principal, need);
  const authorization = authorizationOf(scene, principal, need, action, owner);
  const { scps, rcps, resourcePolicies, unread, grants } = authorization;
  const region = regionFor(scene, action, need.resource, step.region);
  const texts = [levelsText(scps, action), levelsText(rcps, action), policiesText(resourcePolicies, action)];
  const context = need.context === undefined ? '' : JSON.stringify(need.context);
  return {
    text: `${need.action} ${need.resource} ${need.anyUnder ?? ''} ${context} ${need.serviceGrants ?? ''} ${region ?? ''} ${owner} ${texts
      .map(({ text }) => text)
      .join(' ; ')} ${unread?.action ?? ''} ${grants.length === 0 ? '' : JSON.stringify(grants)}`,
    local: texts.some((one) => one.local),
    owner,
  };
}

interface LevelsText {
  readonly text: string;
  readonly local: boolean;
}

const texts = new WeakMap<readonly Level[], Map<string, LevelsText>>();

/** The statements about an action at each level; a level that only allows everything says nothing. */
function levelsText(levels: Authorization['scps'], action: string): LevelsText {
  if (levels === undefined) return { text: 'unbound', local: false };
  const byAction = texts.get(levels) ?? new Map<string, LevelsText>();
  texts.set(levels, byAction);
  const present = byAction.get(action);
  if (present !== undefined) return present;
  const said = levels.map(({ target, policies }) => {
    const { text, local, open } = policiesText(policies, action);
    return { text: open ? '' : `${target}:${text}`, local };
  });
  const made = { text: said.map(({ text }) => text).join(' '), local: said.some(({ local }) => local) };
  byAction.set(action, made);
  return made;
}

function policiesText(policies: readonly Policy[], action: string) {
  if (policies[0] !== undefined && isOfAttacker(policies[0])) {
    return { text: 'attacker', local: false, open: false };
  }
  const statements = policies.flatMap((policy) => statementsFor(policy, action));
  return {
    text: statements.map(numberOf).join(','),
    local: statements.some(isLocal),
    open: statements.length > 0 && statements.every(allowsAll),
  };
}

const ids = new WeakMap<Statement, number>();
let count = 0;

function numberOf(statement: Statement): number {
  const present = ids.get(statement);
  if (present !== undefined) return present;
  count += 1;
  ids.set(statement, count);
  return count;
}

const allowsAll = ({ compiled, conditions, written }: Statement): boolean =>
  compiled.effect === 'Allow' &&
  conditions.length === 0 &&
  (written.Resource === '*' || String(written.Resource) === '*');

const locals = new WeakMap<Statement, boolean>();
/** Keys whose value is more than the two accounts tell. */
const BEYOND = /orgpaths|resourcealiases|resourcetag|keyorigin/i;

/** Whether a statement names accounts, or a part of a number that may be of one. */
function isLocal(statement: Statement): boolean {
  const present = locals.get(statement);
  if (present !== undefined) return present;
  const made = accountPatterns(statement).length > 0 || BEYOND.test(JSON.stringify(statement.written));
  locals.set(statement, made);
  return made;
}
