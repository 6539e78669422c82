import type { Snapshot } from '../src/model/snapshot.ts';
import { withUsableIds } from './replay/usable-ids.ts';
import {
  allow,
  bucket,
  DELIVERY,
  deny,
  document,
  LOG_ARCHIVE,
  LOG_FILE,
  MANAGEMENT,
  ORGANIZATION,
  organization,
  organizationTrail,
  type Parts,
  resource,
  role,
  rootOf,
  SECURITY,
  scp,
  WORKLOAD,
  WORKLOADS,
} from './worlds/build.ts';

export const EVERYTHING = document(allow('*'));

const named = (bucketName: string, keyPrefix: string) => ({
  trails: (name: string) => [
    {
      ...organizationTrail(),
      name,
      arn: organizationTrail().arn.replace('organization', name),
      bucketName,
      keyPrefix,
    },
  ],
  buckets: [
    bucket({
      name: bucketName,
      arn: `arn:aws:s3:::${bucketName}`,
      keyPrefix,
      sample: {
        key: `${keyPrefix}/${LOG_FILE.replace('AWSLogs/', `AWSLogs/${ORGANIZATION}/`)}`,
        versionId: 'v1',
      },
      policy: document(
        ...DELIVERY.map(({ Resource, ...rest }) => ({
          ...rest,
          Resource: String(Resource).replace('amzn-s3-demo-logs', bucketName),
        })),
      ),
    }),
  ],
});

export const execution = (accountId: string, name = 'AWSControlTowerExecution') => ({
  ...role(accountId, name, { AWS: rootOf(MANAGEMENT) }),
  policies: [EVERYTHING],
});

export const exempting = (pattern: string) =>
  deny(['cloudtrail:DeleteTrail', 'cloudtrail:StopLogging'], '*', {
    Condition: { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role/${pattern}` } },
  });

export const TOWER_BUCKET = `aws-controltower-logs-${LOG_ARCHIVE}-us-east-1`;
export const TOWER = named(TOWER_BUCKET, ORGANIZATION);
export const ZONE = resource(
  'AWS::ControlTower::LandingZone',
  `arn:aws:controltower:us-east-1:${MANAGEMENT}:landingzone/1A2B3C4D5E6F7G8H`,
  { landingZone: { version: '3.3', logging: { accountId: LOG_ARCHIVE } } },
);

/** As AWS Control Tower lays it out, by https://docs.aws.amazon.com/controltower/latest/userguide/account-factory-considerations.html */
export const tower = (rest: Parts = {}): Snapshot =>
  withUsableIds(
    organization({
      policies: [scp('aws-guardrails-vldGRP', [SECURITY, WORKLOADS], exempting('AWSControlTowerExecution'))],
      trails: TOWER.trails('aws-controltower-BaselineCloudTrail'),
      buckets: TOWER.buckets,
      roles: [execution(LOG_ARCHIVE), execution(WORKLOAD)],
      resources: [ZONE],
      ...rest,
    }),
  );

export const CENTRAL = named(
  `aws-accelerator-central-logs-${LOG_ARCHIVE}-us-east-1`,
  'cloudtrail-organization',
);

/** As Landing Zone Accelerator on AWS does: https://github.com/awslabs/landing-zone-accelerator-on-aws */
export const accelerator = (rest: Parts = {}): Snapshot =>
  withUsableIds(
    organization({
      policies: [scp('AcceleratorGuardrails1', [SECURITY, WORKLOADS], exempting('AWSAccelerator*'))],
      trails: CENTRAL.trails('AWSAccelerator-Organizations-CloudTrail'),
      buckets: CENTRAL.buckets,
      roles: [
        execution(LOG_ARCHIVE, 'OrganizationAccountAccessRole'),
        execution(WORKLOAD, 'OrganizationAccountAccessRole'),
      ],
      ...rest,
    }),
  );
