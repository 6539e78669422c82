import { AwsError } from '../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call, Emulation, Operation } from '../../sandbox/emulation.ts';
import { text } from '../../sandbox/input.ts';
import { ownArn, ownResources } from '../../sandbox/own-resources.ts';
import { restJsonProtocol } from '../../sandbox/protocols/rest-json.ts';

/** https://docs.aws.amazon.com/controltower/latest/APIReference/API_Operations.html */
const ROUTES = {
  DeleteLandingZone: 'POST /delete-landingzone',
  GetLandingZone: 'POST /get-landingzone',
  ListLandingZones: 'POST /list-landingzones',
  UpdateLandingZone: 'POST /update-landingzone',
} as const;

/** By its ARN, or what follows in it. */
function identified(call: Call): string {
  const identifier = text(call.input, 'landingZoneIdentifier', { max: 2048 });
  return identifier.startsWith('arn:')
    ? identifier
    : ownArn(call, 'controltower', `landingzone/${identifier}`);
}

const onLandingZone = (call: Call): readonly AuthorizationNeed[] => [
  { action: `controltower:${call.operation}`, resource: identified(call) },
];

/** What every account of the commercial partition has enabled. https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html */
const ALWAYS_ENABLED =
  /^(?:ap-northeast-[123]|ap-south-1|ap-southeast-[12]|ca-central-1|eu-central-1|eu-north-1|eu-west-[123]|sa-east-1|us-(?:east|west)-[12])$/;

/** From any of these Regions to any other; else in the home Region alone. https://docs.aws.amazon.com/controltower/latest/userguide/lz-api-list.html */
const listLandingZones = ({ world, caller, region }: Call): unknown => ({
  landingZones: [...world.resources.values()]
    .filter(
      (one) =>
        one.type === 'AWS::ControlTower::LandingZone' &&
        one.accountId === caller.accountId &&
        (one.region === region || [one.region, region].every((each) => ALWAYS_ENABLED.test(each))),
    )
    .map(({ arn }) => ({ arn })),
});

function getLandingZone(call: Call): unknown {
  const wanted = identified(call);
  const found = ownResources(call, 'AWS::ControlTower::LandingZone').find(({ arn }) => arn === wanted);
  if (found === undefined)
    throw new AwsError('ResourceNotFoundException', 404, 'The landing zone was not found.');
  const { version = '3.3', logging } = found.landingZone ?? {};
  return {
    landingZone: {
      arn: found.arn,
      version,
      latestAvailableVersion: version,
      status: 'ACTIVE',
      driftStatus: { status: 'IN_SYNC' },
      manifest: {
        governedRegions: [found.region],
        centralizedLogging:
          logging === undefined || logging === 'off' ? { enabled: false } : { ...logging, enabled: true },
      },
    },
  };
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscontroltower.html */
const operations: Readonly<Record<keyof typeof ROUTES, Operation>> = {
  DeleteLandingZone: { access: 'write', needs: onLandingZone },
  GetLandingZone: { access: 'read', needs: onLandingZone, run: getLandingZone },
  ListLandingZones: {
    access: 'read',
    needs: () => [{ action: 'controltower:ListLandingZones', resource: '*' }],
    run: listLandingZones,
  },
  UpdateLandingZone: { access: 'write', needs: onLandingZone },
};

/** https://docs.aws.amazon.com/controltower/latest/APIReference/Welcome.html */
export default {
  service: 'controltower',
  protocol: restJsonProtocol(ROUTES),
  accessDeniedCode: 'AccessDeniedException',
  operations,
} satisfies Emulation;
