import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { isRecord, text } from '../../../sandbox/input.ts';
import type { OrganizationState } from '../../../sandbox/world.ts';
import { notEmulated } from './errors.ts';
import { listing } from './input.ts';
import { byAdministrators, byMembers, onAnything } from './needs.ts';

type Handshake = OrganizationState['handshakes'][number];

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_HandshakeFilter.html */
function wanted({ input }: Call): (handshake: Handshake) => boolean {
  const { Filter } = input;
  if (!isRecord(Filter)) return () => true;
  if (Filter.ParentHandshakeId !== undefined) throw notEmulated('handshakes by their parent');
  const action = text(Filter, 'ActionType');
  return (handshake) => handshake.action === action;
}

const list = (call: Call, handshakes: readonly Handshake[]) =>
  listing(call, 'Handshakes', handshakes.filter(wanted(call)).map(shape), ({ Id }) => Id);

const shape = ({ id, arn, action, state, parties, expiresAt }: Handshake) => ({
  Id: id,
  Arn: arn,
  Action: action,
  State: state,
  Parties: parties.map((party) => ({ Id: party.id, Type: party.type })),
  ...(expiresAt === undefined ? {} : { ExpirationTimestamp: Date.parse(expiresAt) / 1000 }),
  Resources: [],
});

function sent(call: Call) {
  const { id, handshakes } = call.world.organization;
  return list(
    call,
    handshakes.filter(({ arn }) => arn.includes(`:handshake/${id}/`)),
  );
}

function received(call: Call) {
  const account = call.world.accounts.get(call.caller.accountId ?? '');
  const isAsked = ({ parties }: Handshake): boolean =>
    parties.some(({ type, id }) => id === (type === 'EMAIL' ? account?.email : account?.id));
  return list(call, call.world.organization.handshakes.filter(isAsked));
}

export const handshakeOperations: Readonly<Record<string, Operation>> = {
  ListHandshakesForOrganization: { access: 'read', needs: onAnything, run: byAdministrators(sent) },
  ListHandshakesForAccount: { access: 'read', needs: onAnything, run: byMembers(received) },
};
