import type { Call } from '../../../sandbox/emulation.ts';
import { mixedId, upperId } from '../../../sandbox/ids.ts';
import type { Credential, Identity } from '../../../sandbox/world.ts';

/** Temporary credentials for `identity`, as STS hands them out and the World knows them from then on. */
export function issueCredentials({ world, now }: Call, identity: Identity, seconds: number) {
  const credential = {
    accessKeyId: upperId('ASIA'),
    secretAccessKey: mixedId(40),
    sessionToken: mixedId(356),
    createdAt: now,
    expiresAt: new Date(now.getTime() + seconds * 1000),
    status: 'Active',
    identity,
  } satisfies Credential;
  world.credentials.set(credential.accessKeyId, credential);
  return {
    AccessKeyId: credential.accessKeyId,
    SecretAccessKey: credential.secretAccessKey,
    SessionToken: credential.sessionToken,
    Expiration: credential.expiresAt,
  };
}
