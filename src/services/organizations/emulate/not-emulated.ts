import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalText } from '../../../sandbox/input.ts';
import { need, organizationArn } from './needs.ts';

/**
 * Operation, `read` or `write`, and its resource after `arn:…:organizations::MANAGEMENT:` with members of the input
 * in braces (`{organization}` is the organization's id); `*` where the action has no resource type.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html
 */
const TABLE = `
AcceptHandshake write handshake/{organization}/invite/{HandshakeId}
CancelHandshake write handshake/{organization}/invite/{HandshakeId}
CloseAccount write account/{organization}/{AccountId}
CreateGovCloudAccount write *
CreateOrganization write *
DeclineHandshake write handshake/{organization}/invite/{HandshakeId}
DeleteOrganization write *
DescribeEffectivePolicy read account/{organization}/{TargetId}
DescribeHandshake read handshake/{organization}/invite/{HandshakeId}
DescribeResponsibilityTransfer read transfer/{organization}/billing/inbound/{Id}
EnableAllFeatures write *
InviteAccountToOrganization write *
InviteOrganizationToTransferResponsibility write *
ListAccountsWithInvalidEffectivePolicy read *
ListEffectivePolicyValidationErrors read account/{organization}/{AccountId}
ListInboundResponsibilityTransfers read *
ListOutboundResponsibilityTransfers read *
TerminateResponsibilityTransfer write transfer/{organization}/billing/inbound/{Id}
UpdateResponsibilityTransfer write transfer/{organization}/billing/inbound/{Id}
`;

function operation(access: 'read' | 'write', template: string): Operation {
  return { access, needs: (call) => [need(call, resource(call, template))] };
}

function resource(call: Call, template: string): string {
  if (template === '*') return '*';
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name === 'organization' ? call.world.organization.id : (optionalText(call.input, name) ?? '*'),
  );
  return organizationArn(call.world, filled);
}

export const notEmulatedOperations: Readonly<Record<string, Operation>> = Object.fromEntries(
  TABLE.trim()
    .split('\n')
    .map((row) => {
      const [name = '', access, template = '*'] = row.split(' ');
      return [name, operation(access === 'read' ? 'read' : 'write', template)];
    }),
);
