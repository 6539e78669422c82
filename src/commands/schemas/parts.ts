/** A JSON Schema, or a part of one. https://json-schema.org/draft/2020-12 */
export type Schema = Readonly<Record<string, unknown>>;

type Members = Readonly<Record<string, Schema>>;

export const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

export const text: Schema = { type: 'string' };
export const filled: Schema = { type: 'string', minLength: 1 };
/** Not of spaces alone. */
export const said: Schema = { type: 'string', pattern: '\\S' };
export const flag: Schema = { type: 'boolean' };
export const count: Schema = { type: 'integer', minimum: 0 };
export const accountId: Schema = { type: 'string', pattern: '^[0-9]{12}$' };
export const arn: Schema = { type: 'string', pattern: '^arn:' };
/** ISO 8601, UTC. */
export const instant: Schema = {
  type: 'string',
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z$',
};

export const list = (items: Schema): Schema => ({ type: 'array', items });
export const oneOrMany = (items: Schema): Schema => ({ anyOf: [items, list(items)] });
export const byName = (values: Schema): Schema => ({ type: 'object', additionalProperties: values });

/** Members that it does not name are ignored. */
export const record = (required: Members, optional: Members = {}): Schema => ({
  type: 'object',
  required: Object.keys(required),
  properties: { ...required, ...optional },
});

/** As `record`, for what people write by hand, and what proves something: a misspelt member would be no member. */
export const closed = (required: Members, optional: Members = {}): Schema => ({
  ...record(required, optional),
  additionalProperties: false,
});
