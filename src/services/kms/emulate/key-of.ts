import type { KmsKey } from '../../../model/snapshot.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import { text } from '../../../sandbox/input.ts';
import { aliasNotFound, invalidArn, invalidState, notFound } from './errors.ts';

/** What an input names: in another account also what is not there, for nobody is told. */
export interface Named {
  readonly arn: string;
  readonly accountId: string;
  readonly key: KmsKey | undefined;
  /** By which it was named. */
  readonly alias?: string;
}

type Accepts = 'keys' | 'aliases';

/** The keys of a Region that are there: KMS deletes them, with their aliases, once their date has come. */
function keysIn({ world, region, now }: Call, accountId: string): readonly KmsKey[] {
  return [...world.keys.values()].filter(
    (key) =>
      key.region === region &&
      key.accountId === accountId &&
      (key.deletionDate === undefined || new Date(key.deletionDate) > now),
  );
}

export const ownAccount = ({ caller }: Call): string => caller.accountId ?? '';
export const ownKeys = (call: Call): readonly KmsKey[] => keysIn(call, ownAccount(call));
export const keyWithAlias = (call: Call, alias: string, accountId = ownAccount(call)): KmsKey | undefined =>
  keysIn(call, accountId).find(({ aliases }) => aliases?.includes(alias));

export const arnHere = ({ world, region }: Call, accountId: string, resource: string): string =>
  `arn:${world.partition}:kms:${region}:${accountId}:${resource}`;

/**
 * A key by its id or ARN and, where the operation takes them, by the name or ARN of an alias.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html#API_DescribeKey_RequestSyntax
 */
export function named(call: Call, member = 'KeyId', accepts: Accepts = 'keys'): Named {
  const name = text(call.input, member, { max: 2048 });
  if (name.startsWith('arn:')) return byArn(call, name, accepts);
  if (accepts === 'aliases' && name.startsWith('alias/')) return byAlias(call, ownAccount(call), name);
  return byId(call, ownAccount(call), name);
}

const ARN = /^arn:([\w-]+):kms:([\w-]+):(\d{12}):((?:key|alias)\/.+)$/;

/** Of another Region no key is found. https://github.com/nakedible/openssl-engine-kms/issues/1 */
function byArn(call: Call, arn: string, accepts: Accepts): Named {
  const [, partition, region = '', accountId = '', resource = ''] = ARN.exec(arn) ?? [];
  if (partition === undefined) throw invalidArn(arn);
  if (region !== call.region || partition !== call.world.partition) throw notFound(`Invalid arn ${region}`);
  if (resource.startsWith('key/')) return byId(call, accountId, resource.slice('key/'.length));
  if (accepts === 'keys') throw invalidArn(arn);
  return byAlias(call, accountId, resource);
}

const ID = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/;

function byId(call: Call, accountId: string, id: string): Named {
  const arn = arnHere(call, accountId, `key/${id}`);
  const key = keysIn(call, accountId).find((one) => one.arn === arn);
  if (key === undefined && accountId === ownAccount(call)) {
    throw notFound(ID.test(id) ? `Key '${arn}' does not exist` : `Invalid keyId '${id}'`);
  }
  return { arn, accountId, key };
}

function byAlias(call: Call, accountId: string, alias: string): Named {
  const key = keyWithAlias(call, alias, accountId);
  const aliasArn = arnHere(call, accountId, alias);
  if (key === undefined && accountId === ownAccount(call)) throw aliasNotFound(aliasArn);
  return { arn: key?.arn ?? aliasArn, accountId, key, alias };
}

/** The key of a call that was authorized on it. */
export function keyOf(call: Call, member?: string, accepts?: Accepts): KmsKey {
  const { key, arn } = named(call, member, accepts);
  if (key === undefined) throw notFound(`Key '${arn}' does not exist`);
  return key;
}

/** For calls that a key awaiting deletion refuses. https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
export function keptKeyOf(call: Call, member?: string): KmsKey {
  const key = keyOf(call, member);
  if (key.deletionDate !== undefined) throw invalidState(`${key.arn} is pending deletion.`);
  return key;
}

export function replace({ world }: Call, key: KmsKey): void {
  world.keys.set(key.arn, key);
}
