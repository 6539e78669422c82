import { ListOpenIDConnectProvidersCommand, ListSAMLProvidersCommand } from '@aws-sdk/client-iam';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn } from '../../aws/arn.ts';
import { Reader, type Reading } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import { iamClient } from './operations.ts';

/** The account's identity providers; which roles trust them, the roles say. */
export async function collectProviders(access: AwsAccess): Promise<Reading<readonly Resource[]>> {
  const { partition, caller } = access;
  const client = iamClient(access);
  const reader = new Reader();
  const every = (kind: string): string => `arn:${partition}:iam::${caller.accountId}:${kind}/*`;
  const saml = await reader.read(every('saml-provider'), 'iam:ListSAMLProviders', async () => {
    const { SAMLProviderList = [] } = await client.send(new ListSAMLProvidersCommand({}));
    return SAMLProviderList;
  });
  const oidc = await reader.read(every('oidc-provider'), 'iam:ListOpenIDConnectProviders', async () => {
    const { OpenIDConnectProviderList = [] } = await client.send(new ListOpenIDConnectProvidersCommand({}));
    return OpenIDConnectProviderList;
  });
  const providers = [
    ...(saml ?? []).map(({ Arn = '' }) => providerOf('AWS::IAM::SAMLProvider', Arn)),
    ...(oidc ?? []).map(({ Arn = '' }) => providerOf('AWS::IAM::OIDCProvider', Arn)),
  ];
  return { value: providers.sort(byArn), gaps: reader.gaps };
}

const providerOf = (type: Resource['type'], arn: string): Resource => ({
  type,
  arn,
  name: arn.slice(arn.indexOf('/') + 1),
  accountId: arn.split(':')[4] ?? '',
  region: '',
});
