import type { ResourceType } from '../../../model/resource.ts';
import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { onAnything } from './kinds.ts';

function providersOf({ world, caller }: Call, type: ResourceType): readonly { readonly Arn: string }[] {
  return [...world.resources.values()]
    .filter((one) => one.type === type && one.accountId === caller.accountId)
    .map(({ arn }) => ({ Arn: arn }));
}

/**
 * Neither has pages.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSAMLProviders.html
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOpenIDConnectProviders.html
 */
export const providerOperations: Readonly<Record<string, Operation>> = {
  ListSAMLProviders: {
    access: 'read',
    needs: onAnything,
    run: (call) => ({ SAMLProviderList: providersOf(call, 'AWS::IAM::SAMLProvider') }),
  },
  ListOpenIDConnectProviders: {
    access: 'read',
    needs: onAnything,
    run: (call) => ({ OpenIDConnectProviderList: providersOf(call, 'AWS::IAM::OIDCProvider') }),
  },
};
