import type { XmlElement } from './xml.ts';

/** What an operation answers. The status is 200 unless said otherwise. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly document?: XmlElement;
  /** A body that is not XML. */
  readonly body?: Uint8Array | string;
}

export const NO_CONTENT: Reply = { status: 204 };

export const document = (name: string, children: readonly XmlElement[]): Reply => ({
  document: [name, children],
});
