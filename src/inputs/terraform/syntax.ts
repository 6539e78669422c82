/** What of HCL matters here: blocks, attributes and expressions. https://developer.hashicorp.com/terraform/language/syntax/configuration */
export interface Body {
  readonly attributes: ReadonlyMap<string, Expression>;
  readonly blocks: readonly Block[];
}

export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
  /** Position in the text, as every `offset` here. */
  readonly offset: number;
}

export type Expression = { readonly offset: number; readonly source: string } & (
  | { readonly type: 'value'; readonly value: string | number | boolean | null }
  | { readonly type: 'template'; readonly parts: readonly (string | Expression)[]; readonly heredoc?: true }
  | { readonly type: 'list'; readonly items: readonly Expression[] }
  | { readonly type: 'object'; readonly members: readonly (readonly [Expression, Expression])[] }
  | { readonly type: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  /** `local.names`, `data.aws_iam_policy_document.guard.json`. */
  | { readonly type: 'reference'; readonly path: string }
  /** Anything else: its value is not looked for. */
  | { readonly type: 'other' }
);

export class HclProblem extends Error {
  readonly code: 'bad-syntax' | 'too-deep';
  readonly offset: number;
  constructor(code: 'bad-syntax' | 'too-deep', offset: number) {
    super(code);
    this.code = code;
    this.offset = offset;
  }
}
