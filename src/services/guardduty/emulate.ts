import { AwsError } from '../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call, Emulation, Operation } from '../../sandbox/emulation.ts';
import { optionalInteger, optionalText, text } from '../../sandbox/input.ts';
import { needOn, ownArn, ownResources } from '../../sandbox/own-resources.ts';
import { page } from '../../sandbox/pages.ts';
import { restJsonProtocol } from '../../sandbox/protocols/rest-json.ts';
import { withValidationCode } from '../../sandbox/validation-code.ts';

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Operations.html */
const ROUTES = {
  CreateFilter: 'POST /detector/{DetectorId}/filter',
  CreateIPSet: 'POST /detector/{DetectorId}/ipset',
  CreateTrustedEntitySet: 'POST /detector/{DetectorId}/trustedentityset',
  DeleteDetector: 'DELETE /detector/{DetectorId}',
  DeleteMembers: 'POST /detector/{DetectorId}/member/delete',
  DisassociateFromAdministratorAccount: 'POST /detector/{DetectorId}/administrator/disassociate',
  DisassociateFromMasterAccount: 'POST /detector/{DetectorId}/master/disassociate',
  DisassociateMembers: 'POST /detector/{DetectorId}/member/disassociate',
  ListDetectors: 'GET /detector',
  StopMonitoringMembers: 'POST /detector/{DetectorId}/member/stop',
  UpdateDetector: 'POST /detector/{DetectorId}',
  UpdateFilter: 'POST /detector/{DetectorId}/filter/{FilterName}',
  UpdateIPSet: 'POST /detector/{DetectorId}/ipset/{IpSetId}',
  UpdateMemberDetectors: 'POST /detector/{DetectorId}/member/detector/update',
  UpdateTrustedEntitySet: 'POST /detector/{DetectorId}/trustedentityset/{TrustedEntitySetId}',
} as const;

type Needs = (call: Call) => readonly AuthorizationNeed[];

const onAnything: Needs = ({ operation }) => [{ action: `guardduty:${operation}`, resource: '*' }];

const idIn = ({ input }: Call, member: string): string =>
  text(input, member, { max: 300, pattern: /^[\w.-]+$/ });

/** The detector, or what `member` names in it. */
const onDetector =
  (kind?: string, member = ''): Needs =>
  (call) => {
    const below = kind === undefined ? '' : `/${kind}/${idIn(call, member)}`;
    const arn = ownArn(call, 'guardduty', `detector/${idIn(call, 'DetectorId')}${below}`);
    return [needOn(call, `guardduty:${call.operation}`, arn)];
  };

function listDetectors(call: Call): unknown {
  const detectors = page(ownResources(call, 'AWS::GuardDuty::Detector'), ({ name }) => name, {
    token: optionalText(call.input, 'nextToken'),
    size: optionalInteger(call.input, 'maxResults', { min: 1, max: 50 }) ?? 50,
  });
  if (detectors === undefined) {
    throw new AwsError('BadRequestException', 400, 'The request is rejected since the token is not valid.');
  }
  return { detectorIds: detectors.items.map(({ name }) => name), nextToken: detectors.next };
}

const write = (needs: Needs): Operation => ({ access: 'write', needs });

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonguardduty.html */
const operations: Readonly<Record<keyof typeof ROUTES, Operation>> = {
  CreateFilter: write(onDetector('filter', 'name')),
  CreateIPSet: write(onAnything),
  CreateTrustedEntitySet: write(onAnything),
  DeleteDetector: write(onDetector()),
  DeleteMembers: write(onAnything),
  DisassociateFromAdministratorAccount: write(onAnything),
  DisassociateFromMasterAccount: write(onAnything),
  DisassociateMembers: write(onAnything),
  ListDetectors: { access: 'read', needs: onAnything, run: listDetectors },
  StopMonitoringMembers: write(onAnything),
  UpdateDetector: write(onDetector()),
  UpdateFilter: write(onDetector('filter', 'FilterName')),
  UpdateIPSet: write(onDetector('ipset', 'IpSetId')),
  UpdateMemberDetectors: write(onAnything),
  UpdateTrustedEntitySet: write(onDetector('trustedentityset', 'TrustedEntitySetId')),
};

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/Welcome.html */
export default {
  service: 'guardduty',
  protocol: restJsonProtocol(ROUTES),
  accessDeniedCode: 'AccessDeniedException',
  operations: withValidationCode(operations, 'BadRequestException'),
} satisfies Emulation;
