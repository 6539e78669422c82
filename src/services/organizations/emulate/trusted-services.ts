import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalText, text } from '../../../sandbox/input.ts';
import { memberOf, onAccount } from './accounts.ts';
import { constraint, refused } from './errors.ts';
import { listing } from './input.ts';
import { byAdministrators, byManagement, need, onAnything } from './needs.ts';
import { accountShape } from './shapes.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
const MAX_ADMINISTRATORS: ReadonlyMap<string, number> = new Map([['cloudtrail.amazonaws.com', 3]]);

const PRINCIPAL = { max: 128, pattern: /^[\w+=,.@-]+$/ };
const principalOf = ({ input }: Call): string => text(input, 'ServicePrincipal', PRINCIPAL);

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_RegisterDelegatedAdministrator.html */
function register(call: Call): void {
  const { delegatedAdministrators, trustedServices, managementAccountId } = call.world.organization;
  const account = memberOf(call);
  const principal = principalOf(call);
  const registered = delegatedAdministrators.get(principal) ?? new Set();
  if (account.id === managementAccountId) {
    throw constraint(
      'CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR',
      'You cannot register the management account as a delegated administrator for your organization.',
    );
  }
  if (!trustedServices.has(principal)) {
    throw constraint(
      'SERVICE_ACCESS_NOT_ENABLED',
      'You must enable service access before you register a delegated administrator.',
    );
  }
  if (registered.has(account.id)) {
    throw refused(
      'AccountAlreadyRegisteredException',
      'The provided account is already a delegated administrator for your organization.',
    );
  }
  if (registered.size >= (MAX_ADMINISTRATORS.get(principal) ?? Number.POSITIVE_INFINITY)) {
    throw constraint(
      'MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED',
      'You attempted to register more delegated administrators than allowed for the service principal.',
    );
  }
  delegatedAdministrators.set(principal, registered.add(account.id));
}

function deregister(call: Call): void {
  const registered = call.world.organization.delegatedAdministrators.get(principalOf(call));
  if (!registered?.delete(memberOf(call).id)) throw notRegistered();
}

const notRegistered = () =>
  refused(
    'AccountNotRegisteredException',
    'The provided account is not a registered delegated administrator for your organization.',
  );

function listAdministrators(call: Call) {
  const wanted = optionalText(call.input, 'ServicePrincipal', PRINCIPAL);
  const { organization, accounts } = call.world;
  const ids = new Set(
    [...organization.delegatedAdministrators].flatMap(([principal, registered]) =>
      wanted === undefined || wanted === principal ? [...registered] : [],
    ),
  );
  const found = [...ids].flatMap((accountId) => {
    const account = accounts.get(accountId);
    if (!account) return [];
    const { Paths: _, ...shape } = accountShape(call.world, account);
    return [shape];
  });
  return listing(call, 'DelegatedAdministrators', found, (account) => account.Id);
}

function listServicesForAccount(call: Call) {
  const account = memberOf(call);
  const services = [...call.world.organization.delegatedAdministrators]
    .filter(([, registered]) => registered.has(account.id))
    .map(([ServicePrincipal]) => ({ ServicePrincipal }));
  if (services.length === 0) throw notRegistered();
  return listing(call, 'DelegatedServices', services, (service) => service.ServicePrincipal);
}

function listTrustedServices(call: Call) {
  const services = [...call.world.organization.trustedServices].map((ServicePrincipal) => ({
    ServicePrincipal,
  }));
  return listing(call, 'EnabledServicePrincipals', services, (service) => service.ServicePrincipal);
}

const servicePrincipal = (call: Call) => ({ 'organizations:ServicePrincipal': principalOf(call) });
const forService = (call: Call) => [need(call, '*', servicePrincipal(call))];
const onAccountForService = (call: Call) =>
  onAccount(call).map((accountNeed) => ({ ...accountNeed, context: servicePrincipal(call) }));

export const trustedServiceOperations: Readonly<Record<string, Operation>> = {
  EnableAWSServiceAccess: {
    access: 'write',
    needs: forService,
    run: byManagement((call) => void call.world.organization.trustedServices.add(principalOf(call))),
  },
  DisableAWSServiceAccess: {
    access: 'write',
    needs: forService,
    run: byManagement((call) => void call.world.organization.trustedServices.delete(principalOf(call))),
  },
  ListAWSServiceAccessForOrganization: {
    access: 'read',
    needs: onAnything,
    run: byAdministrators(listTrustedServices),
  },
  RegisterDelegatedAdministrator: {
    access: 'write',
    needs: onAccountForService,
    run: byManagement(register),
  },
  DeregisterDelegatedAdministrator: {
    access: 'write',
    needs: onAccountForService,
    run: byManagement(deregister),
  },
  ListDelegatedAdministrators: {
    access: 'read',
    needs: (call) => {
      const principal = optionalText(call.input, 'ServicePrincipal', PRINCIPAL);
      return [
        need(call, '*', principal === undefined ? {} : { 'organizations:ServicePrincipal': principal }),
      ];
    },
    run: byAdministrators(listAdministrators),
  },
  ListDelegatedServicesForAccount: {
    access: 'read',
    needs: onAccount,
    run: byAdministrators(listServicesForAccount),
  },
};
