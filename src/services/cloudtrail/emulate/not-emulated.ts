import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalText } from '../../../sandbox/input.ts';
import { arnOf } from './trail-of.ts';

/**
 * Data table: operation, `read` or `write`, its resource type, and the member of the input that names the resource by
 * ARN or name; `*` where the action has no resource type.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html
 */
const TABLE = `
CancelQuery write eventdatastore EventDataStore
CreateChannel write channel
CreateDashboard write dashboard Name
CreateEventDataStore write eventdatastore
DeleteChannel write channel Channel
DeleteDashboard write dashboard DashboardId
DeleteEventDataStore write eventdatastore EventDataStore
DeleteResourcePolicy write arn ResourceArn
DeregisterOrganizationDelegatedAdmin write *
DescribeQuery read eventdatastore EventDataStore
DisableFederation write eventdatastore EventDataStore
EnableFederation write eventdatastore EventDataStore
GenerateQuery write eventdatastore
GetDashboard read dashboard DashboardId
GetEventConfiguration read trail TrailName
GetImport read *
GetQueryResults read eventdatastore EventDataStore
ListDashboards read *
ListImportFailures read *
ListImports read *
ListInsightsData read trail InsightSource
ListInsightsMetricData read trail TrailName
ListQueries read eventdatastore EventDataStore
PutEventConfiguration write trail TrailName
PutInsightSelectors write trail TrailName
PutResourcePolicy write arn ResourceArn
RegisterOrganizationDelegatedAdmin write *
RestoreEventDataStore write eventdatastore EventDataStore
SearchSampleQueries read *
StartDashboardRefresh write dashboard DashboardId
StartEventDataStoreIngestion write eventdatastore EventDataStore
StartImport write *
StartQuery read eventdatastore
StopEventDataStoreIngestion write eventdatastore EventDataStore
StopImport write *
UpdateChannel write channel Channel
UpdateDashboard write dashboard DashboardId
UpdateEventDataStore write eventdatastore EventDataStore
`;

function resourceOf(call: Call, type: string, member: string | undefined): string {
  if (type === '*') return '*';
  const named = member === undefined ? undefined : optionalText(call.input, member, { max: 2048 });
  if (named?.startsWith('arn:')) return named;
  if (type === 'trail' && named !== undefined) return arnOf(call, named);
  const { world, region, caller } = call;
  return `arn:${world.partition}:cloudtrail:${region}:${caller.accountId}:${type}/${named ?? '*'}`;
}

export const notEmulatedOperations: Readonly<Record<string, Operation>> = Object.fromEntries(
  TABLE.trim()
    .split('\n')
    .map((row): [string, Operation] => {
      const [name = '', access, type = '*', member] = row.split(' ');
      return [
        name,
        {
          access: access === 'read' ? 'read' : 'write',
          needs: (call) => [
            { action: `cloudtrail:${call.operation}`, resource: resourceOf(call, type, member) },
          ],
        },
      ];
    }),
);
