import type { AuthorizationNeed, Call, Emulation, Operation } from '../../sandbox/emulation.ts';
import { ownArn, ownResources } from '../../sandbox/own-resources.ts';
import { restJsonProtocol } from '../../sandbox/protocols/rest-json.ts';

/** https://docs.aws.amazon.com/security-lake/latest/APIReference/API_Operations.html */
const ROUTES = {
  DeleteAwsLogSource: 'POST /v1/datalake/logsources/aws/delete',
  DeleteDataLake: 'POST /v1/datalake/delete',
  ListDataLakes: 'GET /v1/datalakes',
} as const;

const onLake = (call: Call): readonly AuthorizationNeed[] => [
  { action: `securitylake:${call.operation}`, resource: ownArn(call, 'securitylake', 'data-lake/default') },
];

/** Of this Region: of others it is asked there. https://docs.aws.amazon.com/security-lake/latest/APIReference/API_ListDataLakes.html */
const listDataLakes = (call: Call): unknown => ({
  dataLakes: ownResources(call, 'AWS::SecurityLake::DataLake').map(
    ({ arn, region, kmsKeyArn, concerns = [] }) => ({
      dataLakeArn: arn,
      region,
      s3BucketArn: concerns[0],
      encryptionConfiguration: { kmsKeyId: kmsKeyArn ?? 'S3_MANAGED_KEY' },
      createStatus: 'COMPLETED',
    }),
  ),
});

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsecuritylake.html */
const operations: Readonly<Record<keyof typeof ROUTES, Operation>> = {
  DeleteAwsLogSource: { access: 'write', needs: onLake },
  DeleteDataLake: { access: 'write', needs: onLake },
  ListDataLakes: {
    access: 'read',
    needs: () => [{ action: 'securitylake:ListDataLakes', resource: '*' }],
    run: listDataLakes,
  },
};

/** https://docs.aws.amazon.com/security-lake/latest/APIReference/Welcome.html */
export default {
  service: 'securitylake',
  protocol: restJsonProtocol(ROUTES),
  accessDeniedCode: 'AccessDeniedException',
  operations,
} satisfies Emulation;
