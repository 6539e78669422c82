import type { LogBucket } from '../model/snapshot.ts';
import { OUTSIDER_ACCOUNT, technique } from '../model/technique.ts';
import { deliveryGrants, namesSource, refusesOtherOrganizations } from './parts/delivery-grant.ts';
import { partitionOf } from './parts/partition.ts';
import { fromOutside } from './parts/outsider.ts';
import { singleCall } from './parts/single-call.ts';

const SOURCE =
  'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html';
