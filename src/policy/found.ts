import type { JsonProblem } from './json.ts';

/** What is wrong at a place of a policy's text. */
export interface Found {
  readonly code:
    | JsonProblem['code']
    | 'wrong-type'
    | 'duplicate-key'
    | 'unknown-element'
    | 'missing-element'
    | 'both-elements'
    | 'element-not-allowed'
    | 'bad-version'
    | 'bad-effect'
    | 'bad-sid'
    | 'duplicate-sid'
    | 'bad-action'
    | 'bad-resource'
    | 'bad-principal'
    | 'unknown-operator'
    | 'empty';
  readonly offset: number;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** How the grammar tells of it. */
export type Report = (
  code: Found['code'],
  offset: number,
  path: string,
  parameters?: Readonly<Record<string, string>>,
) => void;
