import { accountId, byName, count, DRAFT, filled, list, record, type Schema, text } from './parts.ts';
import { gap, handshake } from './snapshot.ts';

export const goal = {
  enum: [
    'silence',
    'blind',
    'redirect',
    'erase',
    'expire',
    'tamper',
    'unreadable',
    'unguard',
    'escape',
    'deafen',
  ],
};
export const verdict = { enum: ['possible', 'blocked', 'unknown', 'not-applicable'] };
export const actorKind: Schema = { enum: ['admin', 'root', 'delegated', 'management', 'outside', 'named'] };
export const set: Schema = { const: true };
const kind = (name: string): Schema => ({ const: name });

const place = {
  layer: { enum: ['scp', 'rcp', 'resource', 'identity', 'boundary', 'endpoint'] },
  policy: text,
  index: count,
  attachedTo: text,
};
const statement = record(place, { arn: text, sid: text });

export const reason = {
  oneOf: [
    record({ kind: kind('statement'), ...place }, { arn: text, sid: text }),
    record({ kind: kind('scp-not-allowed'), attachedTo: text }),
    record({ kind: kind('not-granted'), resource: text }),
    record({ kind: kind('service'), why: text, source: text }),
    record({ kind: kind('immutable'), until: text }),
  ],
};

export const step = record(
  {
    technique: filled,
    operation: filled,
    principal: filled,
    action: filled,
    resource: filled,
    context: byName({ anyOf: [{ type: ['string', 'number', 'boolean'] }, list(text)] }),
    because: { enum: ['unbound', 'no-statement', 'spared', 'granted-outside'] },
  },
  { spared: list(statement) },
);

export const doubt = {
  oneOf: [
    record({ kind: kind('unread'), resource: text, action: text }),
    record({ kind: kind('condition-key'), key: text, statement }),
    record({ kind: kind('assumption'), assumption: text }),
    record({ kind: kind('entrance'), role: text, trusted: text }),
    record({ kind: kind('unverified') }),
    record({ kind: kind('too-large') }),
  ],
};

const fix = {
  oneOf: [
    record({
      kind: kind('deny'),
      policyType: { enum: ['scp', 'rcp'] },
      actions: list(text),
      resources: list(text),
      accounts: list(text),
    }),
    record({ kind: kind('detect') }),
  ],
};

const change = {
  oneOf: [
    record({
      kind: kind('deny'),
      policyType: { enum: ['scp', 'rcp'] },
      statements: list(record({ actions: list(text), resources: list(text) })),
      accounts: list(text),
    }),
    record({ kind: kind('detect') }),
  ],
};

const finding = record(
  {
    technique: filled,
    goal,
    actor: record({ kind: actorKind, accountId: text }, { arn: text }),
    target: filled,
    accounts: list(text),
    direct: verdict,
    verdict,
  },
  {
    residual: set,
    proof: record({ reasons: list(reason) }),
    path: list(step),
    missing: list(doubt),
    fix,
    exceptions: list(record({ owner: text, reason: text, expires: text }, { expired: set })),
    accepted: set,
    known: set,
  },
);

const summary = record(
  {
    answer: { enum: ['yes', 'no', 'not-known', 'residual', 'not-applicable'] },
    ways: count,
    judged: count,
    blocked: count,
    unknown: count,
    notApplicable: count,
    residual: count,
    accepted: count,
    expired: count,
    goals: list(record({ goal, open: count, blocked: count, unknown: count, residual: count })),
    status: { enum: [0, 3, 4] },
  },
  {
    fresh: count,
    unguarded: { enum: ['none-attached', 'type-disabled'] },
    noTrail: set,
    leftWhenFixed: count,
  },
);

const claim = record(
  {
    evaluation: text,
    version: text,
    techniques: count,
    snapshot: record(
      {
        organization: text,
        readAt: text,
        readBy: text,
        accounts: record({ of: count, read: count, unreadable: list(text), left: count }, { unlisted: set }),
        inactive: count,
        unread: list(text),
        gaps: list(gap),
      },
      { handshakes: list(handshake) },
    ),
    actors: list(actorKind),
    as: list(text),
    exempt: list(text),
    only: list(text),
  },
  // Answers from before it was there are baselines, too.
  {
    layouts: list(
      record(
        {
          kind: { enum: ['control-tower', 'landing-zone-accelerator'] },
          buckets: list(filled),
          evidence: list(
            record({ kind: { enum: ['landing-zone', 'trail', 'policy', 'stack', 'role'] }, name: filled }),
          ),
        },
        { version: text, logArchive: { anyOf: [{ const: 'off' }, accountId] } },
      ),
    ),
  },
);

const trouble = {
  oneOf: [
    record({ kind: kind('not-logging'), trail: filled }),
    record({
      kind: kind('not-delivered'),
      trail: filled,
      delivery: { enum: ['logFiles', 'digestFiles', 'logGroup', 'topic'] },
      code: filled,
    }),
    record({ kind: kind('no-bucket'), trail: filled, bucket: text }),
    record({ kind: kind('key-disabled'), key: filled }),
    record({ kind: kind('key-deleted'), key: filled, on: filled }),
  ],
};

const managementAccount = record({
  id: accountId,
  cautions: list(
    record({
      id: filled,
      verdict: { enum: ['kept', 'not-kept', 'unknown'] },
      found: list(record({ kind: filled, arn: text }, { count })),
      hidden: list(gap),
    }),
  ),
});

/** What `indelible prove --json` prints, and `--baseline` reads. */
export const proveSchema = {
  $schema: DRAFT,
  $id: 'urn:indelible:prove:1',
  title: 'What indelible prove answers',
  ...record({
    schema: { const: 'indelible/prove@1' },
    summary,
    claim,
    fixes: list(record({ fix: change, techniques: list(text), inPathOf: count }, { closes: count })),
    left: list(
      record(
        {
          technique: filled,
          target: filled,
          why: { enum: ['no-policy', 'unknown', 'type-disabled', 'gave-up', 'not-found'] },
        },
        { path: list(step), missing: list(doubt) },
      ),
    ),
    names: byName(text),
    managementAccount,
    troubles: list(trouble),
    findings: list(finding),
  }),
};
