import { AwsError } from '../../../sandbox/aws-error.ts';
import type { ObjectVersion } from '../../../sandbox/world.ts';
import { noSuchKey, notEmulated, preconditionFailed } from './errors.ts';

type Headers = Readonly<Record<string, string>>;

/**
 * Conditional reads: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html
 * An entity tag that is given outweighs the date beside it.
 */
export function checkRead(headers: Headers, version: ObjectVersion): void {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (match !== undefined) {
    if (!matches(match, version)) throw preconditionFailed('If-Match');
  } else if (isAfter(version, headers['if-unmodified-since'])) {
    throw preconditionFailed('If-Unmodified-Since');
  }
  if (noneMatch !== undefined) {
    if (matches(noneMatch, version)) throw notModified(version);
  } else if (isAfter(version, headers['if-modified-since']) === false) {
    throw notModified(version);
  }
}

/** The same for the source of a copy, where every failure is 412. */
export function checkCopySource(headers: Headers, version: ObjectVersion): void {
  const of = (name: string): Headers => {
    const value = headers[`x-amz-copy-source-${name}`];
    return value === undefined ? {} : { [name]: value };
  };
  try {
    checkRead(
      { ...of('if-match'), ...of('if-none-match'), ...of('if-modified-since'), ...of('if-unmodified-since') },
      version,
    );
  } catch (error) {
    throw error instanceof AwsError && error.status === 304
      ? preconditionFailed('x-amz-copy-source-if-none-match')
      : error;
  }
}

/** Conditional writes and deletes: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
export function checkWrite(headers: Headers, key: string, current: ObjectVersion | undefined): void {
  const existing = current?.deleteMarker ? undefined : current;
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (match !== undefined) {
    if (existing === undefined) throw noSuchKey(key);
    if (!matches(match, existing)) throw preconditionFailed('If-Match');
  }
  if (noneMatch === undefined) return;
  if (noneMatch !== '*') throw notEmulated('If-None-Match with an entity tag on a write');
  if (existing !== undefined) throw preconditionFailed('If-None-Match');
}

function matches(header: string, { etag }: ObjectVersion): boolean {
  const bare = etag.replaceAll('"', '');
  return header.split(',').some((tag) => ['*', bare].includes(tag.trim().replaceAll('"', '')));
}

/** `undefined` where no date is given that can be read. */
function isAfter({ lastModified }: ObjectVersion, date: string | undefined): boolean | undefined {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? undefined : lastModified.getTime() > time;
}

const notModified = ({ etag, lastModified }: ObjectVersion): AwsError =>
  new AwsError('NotModified', 304, 'Not Modified', { etag, 'last-modified': lastModified.toUTCString() });
