import { list, oneOrMany, record, text } from './parts.ts';

const texts = oneOrMany(text);
const values = oneOrMany({ type: ['string', 'number', 'boolean'] });
const principal = {
  anyOf: [{ const: '*' }, { type: 'object', additionalProperties: texts }],
};

const statement = record(
  { Effect: { enum: ['Allow', 'Deny'] } },
  {
    Sid: text,
    Principal: principal,
    NotPrincipal: principal,
    Action: texts,
    NotAction: texts,
    Resource: texts,
    NotResource: texts,
    Condition: { type: 'object', additionalProperties: { type: 'object', additionalProperties: values } },
  },
);

/** The shape only: IAM's grammar says more. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export const policyDocument = record(
  { Statement: { anyOf: [statement, list(statement)] } },
  { Version: { enum: ['2012-10-17', '2008-10-17'] }, Id: text },
);
