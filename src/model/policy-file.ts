import type { PolicyDocument } from './policy.ts';

/** A format in which organization policies are kept in files. */
export interface PolicyFormat {
  // INVARIANT: ids are file names.
  readonly id: string;
  /** Whether a file is to be read as this format; whether it holds a policy is for `read` to say. */
  matches(file: TextFile): boolean;
  /** Never throws. */
  read(file: TextFile): PolicyFileReading;
}

export interface TextFile {
  /** As its user named it. */
  readonly name: string;
  readonly text: string;
}

export interface PolicyFileReading {
  readonly policies: readonly PolicyText[];
  readonly problems: readonly FileProblem[];
}

/** The text of an organization policy, not yet parsed. */
export interface PolicyText {
  readonly name: string;
  readonly kind: 'scp' | 'rcp';
  readonly text: string;
  /** The file that it stands in. */
  readonly where: string;
  readonly origin: TextOrigin;
  /** What the file tells about places that it leaves open. */
  readonly hints: readonly PlaceholderHint[];
  /** Roots, organizational units and accounts, where the file names them. */
  readonly targets?: readonly string[];
}

/** Where the text begins in its file, counted from 1. */
export interface TextOrigin {
  readonly line: number;
  readonly column: number;
  /** The text stands in the file letter for letter; otherwise it was built from what stands there. */
  readonly verbatim: boolean;
}

/** `${LogStore}` is a bucket because the file declares it as one: `AWS::S3::Bucket`. */
export interface PlaceholderHint {
  readonly placeholder: string;
  readonly hint: string;
}

/** A policy that was read and parsed. */
export interface ReadPolicy extends PolicyText {
  /** Unique among the policies read together. */
  readonly name: string;
  readonly document: PolicyDocument;
  /** Values of the document that a placeholder alone stood for: they say nothing about its author. */
  readonly guessed: readonly string[];
}

/** Why a file, or something in it, was not read. Lines and columns count from 1. */
export interface FileProblem<Code extends string = FileProblemCode> {
  readonly code: Code;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** Such as `Statement[0].Action`. */
  readonly path?: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export type FileProblemCode =
  | 'file-missing'
  | 'file-unreadable'
  | 'file-empty'
  | 'file-too-large'
  | 'file-binary'
  | 'folder-too-deep'
  | 'folder-too-large'
  /** Neither a policy nor a file that declares one. */
  | 'not-a-policy'
  /** A policy of an organization, of a type that grants and denies nothing. */
  | 'other-policy-type'
  /** A policy that names principals or allows them in: of a bucket, a key or a role. */
  | 'resource-policy'
  /** JSON, YAML or HCL that cannot be read. */
  | 'bad-syntax'
  | 'too-deep'
  /** The policy stands in another file. */
  | 'content-elsewhere'
  /** An expression whose value is not in the file, where the policy's own structure depends on it. */
  | 'unknown-value';
