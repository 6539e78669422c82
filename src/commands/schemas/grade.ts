import { byName, count, DRAFT, filled, list, record, type Schema, text } from './parts.ts';
import { doubt, goal, reason, set, step, verdict } from './prove.ts';

const counted = { blocked: count, unknown: count, of: count };
const both = { ...counted, direct: record(counted) };
const policyKind: Schema = { enum: ['scp', 'rcp'] };

const technique = record(
  { id: filled, goal, counts: { type: 'boolean' }, direct: verdict, verdict },
  { residual: set, proof: record({ reasons: list(reason) }), path: list(step), missing: list(doubt) },
);

const statement = record({
  policyType: policyKind,
  about: text,
  actions: list(text),
  resources: list(text),
});

const place = { policy: text, sid: text, index: count };

const mistake = record(
  {
    code: {
      enum: [
        'never-matches',
        'unknown-action',
        'bucket-without-objects',
        'equals-with-wildcard',
        'own-account-trail',
        'arn-on-action-without-resource-type',
        'empty-arn-fields',
        'size',
        'rcp-unsupported-service',
        'deprecated-action',
        'obtainable-exemption',
      ],
    },
    policy: text,
  },
  { ...place, element: text, value: text, suggestion: text, limit: count, inert: set },
);

const broken = record(
  {
    who: {
      enum: [
        'cloudtrail-delivery',
        'config-delivery',
        'log-delivery',
        's3-access-logs',
        'siem-reader',
        'everyday-work',
        'break-glass',
      ],
    },
    principal: text,
    action: text,
    resource: text,
  },
  place,
);

const assumed = record({
  names: list(record({ what: filled, value: text, policy: text }, { others: list(text) })),
  placeholders: list(
    record(
      { policy: text, placeholder: text, value: text, guessed: { type: 'boolean' } },
      { unresolved: set },
    ),
  ),
  instead: list(text),
  targeted: list(text),
});

const problem = record(
  { code: filled, file: text, parameters: byName(text) },
  { line: count, column: count, path: text },
);

const graded = {
  summary: record({
    ...both,
    byGoal: list(record({ goal, ...both })),
    status: { enum: [0, 3, 4] },
  }),
  policies: list(record({ name: text, kind: policyKind, file: text })),
  techniques: list(technique),
  open: list(
    record(
      { techniques: list(filled), example: list(step) },
      { deny: list(statement), preparedBy: filled, doubts: list(doubt) },
    ),
  ),
  closing: record({ statements: list(statement), left: count }),
  mistakes: list(mistake),
  breaks: list(broken),
  assumed,
  problems: list(problem),
  version: text,
  accounts: byName(text),
};

const schema = { const: 'indelible/grade@1' };

/** What `indelible grade --json` prints; where nothing could be read, only why. */
export const gradeSchema: Schema = {
  $schema: DRAFT,
  title: 'Organization policies, graded by indelible',
  anyOf: [
    record({ schema, ...graded }),
    { ...record({ schema, problems: list(problem) }), maxProperties: 2 },
  ],
};
