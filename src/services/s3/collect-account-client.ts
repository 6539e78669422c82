import { S3ControlClient } from '@aws-sdk/client-s3-control';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';

/** The client would write the account's id in front of any endpoint: that resolves on AWS only. */
export function s3ControlClient(access: AwsAccess): S3ControlClient {
  const { endpoint, region } = access;
  const asGiven = endpoint === undefined ? {} : { endpointProvider: () => signedForS3(endpoint, region) };
  return guarded(new S3ControlClient({ ...clientConfig(access), ...asGiven }), access);
}

const signedForS3 = (endpoint: string, signingRegion: string) => ({
  url: new URL(endpoint),
  properties: {
    authSchemes: [
      { name: 'sigv4', signingName: 's3', signingRegion, disableDoubleEncoding: true, properties: {} },
    ],
  },
});
