import { AwsError } from '../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call, Emulation, Operation } from '../../sandbox/emulation.ts';
import { list, optionalInteger, optionalText, text } from '../../sandbox/input.ts';
import { needOn, ownArn, ownResources } from '../../sandbox/own-resources.ts';
import { page } from '../../sandbox/pages.ts';
import { restJsonProtocol } from '../../sandbox/protocols/rest-json.ts';
import { withValidationCode } from '../../sandbox/validation-code.ts';

/** https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_Operations.html */
const ROUTES = {
  CreateProfile: 'POST /profiles',
  CreateTrustAnchor: 'POST /trustanchors',
  EnableTrustAnchor: 'POST /trustanchor/{trustAnchorId}/enable',
  ListTrustAnchors: 'GET /trustanchors',
  UpdateTrustAnchor: 'PATCH /trustanchor/{trustAnchorId}',
} as const;

const onAnything = ({ operation }: Call): readonly AuthorizationNeed[] => [
  { action: `rolesanywhere:${operation}`, resource: '*' },
];

/** A profile hands its roles to whoever comes with a certificate. */
const passing = (call: Call): readonly AuthorizationNeed[] => [
  ...onAnything(call),
  ...list(call.input, 'roleArns', 250).map((role) => ({
    action: 'iam:PassRole',
    resource: text({ role }, 'role', { max: 1011 }),
    context: { 'iam:PassedToService': 'rolesanywhere.amazonaws.com' },
  })),
];

const onAnchor = (call: Call): readonly AuthorizationNeed[] => {
  const id = text(call.input, 'trustAnchorId', { max: 36, pattern: /^[\w-]+$/ });
  const arn = ownArn(call, 'rolesanywhere', `trust-anchor/${id}`);
  return [needOn(call, `rolesanywhere:${call.operation}`, arn)];
};

/** https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_ListTrustAnchors.html */
function listTrustAnchors(call: Call): unknown {
  const anchors = page(ownResources(call, 'AWS::RolesAnywhere::TrustAnchor'), ({ arn }) => arn, {
    token: optionalText(call.input, 'nextToken', { max: 10_000 }),
    size: optionalInteger(call.input, 'pageSize', { min: 1, max: 1000 }) ?? 100,
  });
  if (anchors === undefined) throw new AwsError('ValidationException', 400, 'Invalid token.');
  return {
    trustAnchors: anchors.items.map(({ arn, name, enabled = true }) => ({
      trustAnchorId: arn.slice(arn.indexOf('/') + 1),
      trustAnchorArn: arn,
      name,
      enabled,
    })),
    nextToken: anchors.next,
  };
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementrolesanywhere.html */
const operations: Readonly<Record<keyof typeof ROUTES, Operation>> = {
  CreateProfile: { access: 'write', needs: passing },
  CreateTrustAnchor: { access: 'write', needs: onAnything },
  EnableTrustAnchor: { access: 'write', needs: onAnchor },
  ListTrustAnchors: { access: 'read', needs: onAnything, run: listTrustAnchors },
  UpdateTrustAnchor: { access: 'write', needs: onAnchor },
};

/** https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/Welcome.html */
export default {
  service: 'rolesanywhere',
  protocol: restJsonProtocol(ROUTES),
  accessDeniedCode: 'AccessDeniedException',
  operations: withValidationCode(operations, 'ValidationException'),
} satisfies Emulation;
