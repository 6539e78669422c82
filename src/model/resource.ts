import type { PolicyDocument } from './policy.ts';

/** Data table: what the record of an organization and its alarms may depend on, by AWS's own names of resource types. */
export const RESOURCE_TYPES = [
  'AWS::Backup::RecoveryPoint',
  'AWS::CloudFormation::Stack',
  'AWS::CloudFormation::StackSet',
  'AWS::CloudTrail::Channel',
  'AWS::CloudTrail::EventDataStore',
  'AWS::CloudWatch::Alarm',
  'AWS::CodePipeline::Pipeline',
  'AWS::Config::ConfigurationRecorder',
  'AWS::Config::DeliveryChannel',
  'AWS::ControlTower::LandingZone',
  'AWS::EC2::FlowLog',
  'AWS::EC2::Instance',
  'AWS::ECS::Service',
  // As AWS::ECS::Service, for what CloudFormation does not make.
  'AWS::ECS::Task',
  'AWS::ElasticLoadBalancing::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::GuardDuty::Detector',
  'AWS::IAM::OIDCProvider',
  'AWS::IAM::SAMLProvider',
  'AWS::Kinesis::Stream',
  'AWS::KinesisFirehose::DeliveryStream',
  'AWS::Lambda::Function',
  'AWS::RolesAnywhere::TrustAnchor',
  'AWS::S3::AccessGrantsInstance',
  'AWS::S3::MultiRegionAccessPoint',
  'AWS::SecurityLake::DataLake',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::SSO::PermissionSet',
] as const;

export type ResourceType = (typeof RESOURCE_TYPES)[number];

/** A resource of one of these types. */
export interface Resource {
  readonly type: ResourceType;
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  /** Empty for what is global. */
  readonly region: string;
  /** Its own resource policy; of a rule, that of its event bus. Absent: it has none. */
  readonly policy?: PolicyDocument;
  readonly kmsKeyArn?: string;
  /** The role as which it acts: a stack's service role, a function's execution role, a container's task role. */
  readonly roleArn?: string;
  /**
   * ARNs of what it is made of or belongs to: a stack's resources, a subscription's topic, an access point's buckets, a
   * rule's targets with the connections of its API destinations, a function's event source mappings, an instance's
   * profile, a container's cluster, the log buckets that something is delivered into.
   */
  readonly concerns?: readonly string[];
  /** Deletion or termination protection, or a subscription that only its owner may end. Absent: not read. */
  readonly protected?: boolean;
  /** A trust anchor; of containers, that commands can be run in them. Absent: not read. */
  readonly enabled?: boolean;
  /** Of an event data store: for the whole organization. */
  readonly organization?: boolean;
  /** Of a landing zone of AWS Control Tower. Absent: not read. */
  readonly landingZone?: LandingZone;
}

export interface LandingZone {
  readonly version: string;
  /** Central logging, by the account that it writes into. */
  readonly logging: { readonly accountId: string } | 'off';
}
