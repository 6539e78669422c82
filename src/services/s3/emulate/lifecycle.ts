import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import type { LifecycleRule } from '../../../sandbox/world.ts';
import { invalidArgument, malformedXml, notEmulated } from './errors.ts';
import { document, NO_CONTENT, type Reply } from './reply.ts';
import { bucketOf } from './request.ts';
import { childOf, childrenOf, readXml, textOf, type XmlElement, type XmlNode } from './xml.ts';

const MAX_RULES = 1000;
const DAY = 86_400_000;

export function getBucketLifecycle(call: Call): Reply {
  const { lifecycle, name } = bucketOf(call);
  if (lifecycle === undefined) {
    throw new AwsError('NoSuchLifecycleConfiguration', 404, 'The lifecycle configuration does not exist', {
      BucketName: name,
    });
  }
  return document('LifecycleConfiguration', lifecycle.map(written));
}

export function deleteBucketLifecycle(call: Call): Reply {
  bucketOf(call).lifecycle = undefined;
  return NO_CONTENT;
}

/** The new rules replace all that were there. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html */
export function putBucketLifecycle(call: Call): Reply {
  const bucket = bucketOf(call);
  const rules = childrenOf(readXml(call.body, 'LifecycleConfiguration'), 'Rule').map(readRule);
  if (rules.length === 0 || rules.length > MAX_RULES) throw malformedXml();
  const ids = rules.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw invalidArgument('Rule ID must be unique.', 'ID', twice);
  bucket.lifecycle = rules;
  return {};
}

const MOVES = ['Transition', 'NoncurrentVersionTransition'];
const SIZES = ['ObjectSizeGreaterThan', 'ObjectSizeLessThan'];

function readRule(node: XmlNode, index: number): LifecycleRule {
  if (MOVES.some((name) => childOf(node, name))) throw notEmulated('storage classes');
  const status = textOf(node, 'Status');
  if (status !== 'Enabled' && status !== 'Disabled') throw malformedXml();
  const filter = childOf(node, 'Filter');
  const parts = childOf(filter, 'And') ?? filter;
  if (SIZES.some((name) => childOf(parts, name))) throw notEmulated('lifecycle rules by the size of objects');
  const expiration = childOf(node, 'Expiration');
  const noncurrent = childOf(node, 'NoncurrentVersionExpiration');
  // An incomplete upload is no object, and no log.
  if (!expiration && !noncurrent && !childOf(node, 'AbortIncompleteMultipartUpload')) throw malformedXml();
  return {
    id: textOf(node, 'ID') || `rule-${index + 1}`,
    enabled: status === 'Enabled',
    prefix: textOf(parts, 'Prefix') ?? textOf(node, 'Prefix') ?? '',
    tags: childrenOf(parts, 'Tag').map(readTag),
    ...(expiration ? readExpiration(expiration) : {}),
    ...(noncurrent ? { noncurrent: readNoncurrent(noncurrent) } : {}),
  };
}

export function readTag(node: XmlNode): { readonly key: string; readonly value: string } {
  const key = textOf(node, 'Key');
  const value = textOf(node, 'Value');
  if (!key || value === undefined) throw malformedXml();
  return { key, value };
}

function readExpiration(node: XmlNode): Pick<LifecycleRule, 'expiration' | 'expiredDeleteMarker'> {
  const marker = textOf(node, 'ExpiredObjectDeleteMarker') === 'true';
  const date = textOf(node, 'Date');
  const days = textOf(node, 'Days');
  if ([marker, date !== undefined, days !== undefined].filter(Boolean).length !== 1) throw malformedXml();
  if (marker) return { expiredDeleteMarker: true };
  return { expiration: date === undefined ? { days: positive(days, 'Days') } : { date: midnight(date) } };
}

const readNoncurrent = (node: XmlNode) => ({
  days: positive(textOf(node, 'NoncurrentDays'), 'NoncurrentDays'),
  kept: childOf(node, 'NewerNoncurrentVersions')
    ? positive(textOf(node, 'NewerNoncurrentVersions'), 'NewerNoncurrentVersions')
    : 0,
});

function positive(text: string | undefined, name: string): number {
  if (text !== undefined && /^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw invalidArgument(`'${name}' must be a positive integer`, name, text ?? '');
}

function midnight(text: string): Date {
  const date = new Date(text);
  if (date.getTime() % DAY === 0) return date;
  throw invalidArgument("'Date' must be at midnight GMT", 'Date', text);
}

const written = (rule: LifecycleRule): XmlElement => [
  'Rule',
  [
    ['ID', rule.id],
    ['Filter', filterOf(rule)],
    ['Status', rule.enabled ? 'Enabled' : 'Disabled'],
    ['Expiration', expirationOf(rule)],
    ['NoncurrentVersionExpiration', noncurrentOf(rule)],
  ],
];

/** Several conditions stand within `And`. */
function filterOf({ prefix, tags }: LifecycleRule): readonly XmlElement[] {
  const conditions: readonly XmlElement[] = [
    ...(prefix !== '' || tags.length === 0 ? [['Prefix', prefix] as const] : []),
    ...tags.map(
      ({ key, value }): XmlElement => [
        'Tag',
        [
          ['Key', key],
          ['Value', value],
        ],
      ],
    ),
  ];
  return conditions.length > 1 ? [['And', conditions]] : conditions;
}

function expirationOf({ expiration, expiredDeleteMarker }: LifecycleRule): XmlElement[1] {
  if (expiredDeleteMarker) return [['ExpiredObjectDeleteMarker', true]];
  if (expiration === undefined) return undefined;
  return 'date' in expiration ? [['Date', expiration.date]] : [['Days', expiration.days]];
}

function noncurrentOf({ noncurrent }: LifecycleRule): XmlElement[1] {
  if (noncurrent === undefined) return undefined;
  return [
    ['NoncurrentDays', noncurrent.days],
    ['NewerNoncurrentVersions', noncurrent.kept || undefined],
  ];
}
