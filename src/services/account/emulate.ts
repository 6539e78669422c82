import { globalRegion } from '../../policy/global-services.ts';
import { AwsError } from '../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call, Emulation, Operation } from '../../sandbox/emulation.ts';
import { optionalInteger, optionalText, text } from '../../sandbox/input.ts';
import { page } from '../../sandbox/pages.ts';
import { restJsonProtocol } from '../../sandbox/protocols/rest-json.ts';
import { withValidationCode } from '../../sandbox/validation-code.ts';
import type { World } from '../../sandbox/world.ts';

/** https://docs.aws.amazon.com/accounts/latest/reference/API_Operations.html */
const ROUTES = {
  DisableRegion: 'POST /disableRegion',
  EnableRegion: 'POST /enableRegion',
  ListRegions: 'POST /listRegions',
} as const;

/** The caller's own account, or the member that the call names. */
function accountIn({ world, caller, input }: Call): string {
  const own = `arn:${world.partition}:account::`;
  const member = optionalText(input, 'AccountId', { pattern: /^\d{12}$/ });
  if (member === undefined) return `${own}${caller.accountId}:account`;
  const { id, managementAccountId } = world.organization;
  return `${own}${managementAccountId}:account/${id}/${member}`;
}

const needs = (call: Call): readonly AuthorizationNeed[] => [
  {
    action: `account:${call.operation}`,
    resource: accountIn(call),
    resourceAccount: call.caller.accountId ?? '',
  },
];

const switches = (call: Call): readonly AuthorizationNeed[] =>
  needs(call).map((need) => ({
    ...need,
    context: { 'account:TargetRegion': text(call.input, 'RegionName', { max: 50 }) },
  }));

/** Only those in which the World has anything: in any other there is nothing to find. An empty one has one all the same. */
function listRegions({ world, input }: Call): unknown {
  const regions = page(regionsOf(world), (region) => region, {
    token: optionalText(input, 'NextToken'),
    size: optionalInteger(input, 'MaxResults', { min: 1, max: 50 }) ?? 50,
  });
  if (regions === undefined) throw new AwsError('ValidationException', 400, 'The token is not valid.');
  return {
    Regions: regions.items.map((RegionName) => ({ RegionName, RegionOptStatus: 'ENABLED_BY_DEFAULT' })),
    NextToken: regions.next,
  };
}

function regionsOf(world: World): readonly string[] {
  const { partition, trails, buckets, keys, logGroups, resources } = world;
  const used = [buckets, keys, logGroups, resources].flatMap((all) =>
    [...all.values()].flatMap(({ region }) => region ?? []),
  );
  const homes = [...trails.values()].map(({ homeRegion }) => homeRegion);
  const all = new Set([...homes, ...used]);
  return all.size === 0 ? [globalRegion(partition, 'iam') ?? ''] : [...all];
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsaccountmanagement.html */
const operations: Readonly<Record<keyof typeof ROUTES, Operation>> = {
  DisableRegion: { access: 'write', needs: switches },
  EnableRegion: { access: 'write', needs: switches },
  ListRegions: { access: 'read', needs, run: listRegions },
};

export default {
  service: 'account',
  protocol: restJsonProtocol(ROUTES),
  accessDeniedCode: 'AccessDeniedException',
  operations: withValidationCode(operations, 'ValidationException'),
} satisfies Emulation;
