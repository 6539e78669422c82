/** Data table: write actions that no technique uses, and why. */
export interface Reviewed {
  readonly service: string;
  readonly why: string;
  readonly actions: readonly string[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const reviewed: readonly Reviewed[] = [
  {
    service: 'account',
    why: 'names and postal contacts: no warning of AWS Security goes there',
    actions: words('PutAccountName PutContactInformation'),
  },
  {
    service: 'cloudtrail',
    why: 'starts or restores recording',
    actions: words('StartEventDataStoreIngestion RestoreEventDataStore'),
  },
  {
    service: 'cloudtrail',
    why: 'asks what was recorded, or draws it',
    actions: words(
      'CancelQuery GenerateQuery StartQuery CreateDashboard DeleteDashboard StartDashboardRefresh UpdateDashboard',
    ),
  },
  {
    service: 'cloudtrail',
    why: 'gives up copying older events; what is recorded stays',
    actions: words('StopImport'),
  },
  {
    service: 'cloudtrail',
    why: 'makes something new beside what there is, which goes on as before',
    actions: words('CreateChannel CreateEventDataStore CreateServiceLinkedChannel'),
  },
  {
    service: 'cloudtrail',
    why: 'takes the administration or a way of reading from a defender; the record goes on',
    actions: words('DeregisterOrganizationDelegatedAdmin DeleteResourcePolicy DisableFederation'),
  },
  {
    service: 'cloudwatch',
    why: 'dashboards, views, queries, agreements and anomalies: no alarm depends on them',
    actions: words(`
      CreateAlert CreateDomain CreateDomainAccessGrantForOrganization CreateDomainForOrganization CreateAccessGrant
      CreateAccessProfile CreateIngestionEndpoint CreateIntegration CreateOmniDashboard CreateOmniThread
      CreateOneTimeDeepLinkCode CreateServiceLevelObjective CreateSpace CreateView DeleteAccessGrant
      DeleteAccessProfile DeleteAlert DeleteAnomalyDetector DeleteDashboards DeleteDomain
      DeleteDomainAccessGrantForOrganization DeleteDomainForOrganization DeleteIngestionEndpoint DeleteInsightRules
      DeleteIntegration DeleteOmniDashboard DeleteOmniThread DeleteServiceLevelObjective DeleteSpace DeleteView
      DisableInsightRules EnableInsightRules EnableTopologyDiscovery InvokeIntegration PutAnomalyDetector
      PutDashboard PutInsightRule PutIntelligenceConfiguration PutManagedInsightRules QueryTraces SearchPrincipals
      StartOmniThreadSession StartTelemetryQuery StartTelemetryQuerySession StopTelemetryQuery
      StopTelemetryQuerySession SubmitFeedback UpdateAccessProfile UpdateAlert UpdateDomain
      UpdateDomainForOrganization UpdateIngestionEndpoint UpdateIntegration UpdateOmniDashboard UpdateOmniThread
      UpdatePreferences UpdateServiceLevelObjective UpdateSpace UpdateView AssumeAccessProfile
      CallWithBearerToken StartOTelEnrichment StopOTelEnrichment`),
  },
  {
    service: 'cloudwatch',
    why: 'copies of metrics, and links to other accounts: the alarms stand where the metrics are',
    actions: words(
      'DeleteMetricStream PutMetricStream StartMetricStreams StopMetricStreams Link DeletePipelineRule PutPipelineRule',
    ),
  },
  {
    service: 'cloudwatch',
    why: 'switches alarms on, or ends their muting',
    actions: words('EnableAlarmActions DeleteAlarmMuteRule'),
  },
  {
    service: 'cloudwatch',
    why: 'holds only until the alarm is evaluated again, or adds to a count without taking from it',
    actions: words('SetAlarmState PutMetricData'),
  },
  {
    service: 'cloudwatch',
    why: 'tags of alarms decide nothing here',
    actions: words('TagResource UntagResource'),
  },
  {
    service: 'events',
    why: 'of event sources, partners, subscribers, replays, archives and global endpoints: the rule goes on hearing',
    actions: words(`
      ActivateEventSource CancelReplay CreateArchive CreateEndpoint CreateEventSource CreatePartnerEventSource
      CreateSubscriber DeactivateEventSource DeleteArchive DeleteEndpoint DeleteEventSource DeletePartnerEventSource
      DeleteSubscriber PutPartnerEvents PutRawEvents StartReplay UpdateArchive UpdateEndpoint UpdateEventSource
      UpdateSubscriber AllowVendedLogDeliveryForResource RevokeResource`),
  },
  {
    service: 'events',
    why: 'makes something new, or uses what there is',
    actions: words(
      'CreateApiDestination CreateConnection CreateEventBus EnableRule InvokeApiDestination PutEvents RetrieveConnectionCredentials',
    ),
  },
  {
    service: 'events',
    why: 'the service authorization reference lists them, and no operation of the API bears their names',
    actions: words('DeleteResourcePolicy PutResourcePolicy'),
  },
  {
    service: 'events',
    why: 'sets the key and the dead-letter queue of a bus; which of them breaks it is not documented',
    actions: words('UpdateEventBus'),
  },
  {
    service: 'events',
    why: 'tags of rules decide nothing here',
    actions: words('TagResource UntagResource'),
  },
  {
    service: 'iam',
    why: 'users, groups and their credentials: an administrator has full access without, and no user is exempt by tag here',
    actions: words(`
      AddUserToGroup AttachGroupPolicy ChangePassword CreateGroup CreateServiceSpecificCredential
      CreateVirtualMFADevice DeleteGroup DeleteGroupPolicy DeleteSSHPublicKey DeleteServiceSpecificCredential
      DeleteSigningCertificate DeleteUserPermissionsBoundary DeleteVirtualMFADevice DetachGroupPolicy EnableMFADevice
      PutUserPermissionsBoundary RemoveUserFromGroup ResetServiceSpecificCredential ResyncMFADevice TagMFADevice
      TagServerCertificate UntagMFADevice UntagServerCertificate UntagUser UpdateAccessKey UpdateGroup
      UpdateSSHPublicKey UpdateServiceSpecificCredential UpdateSigningCertificate UploadSSHPublicKey UploadSigningCertificate`),
  },
  {
    service: 'iam',
    why: 'locks single users out; the roles that responders take are in lockout-defenders',
    actions: words(`
      DeactivateMFADevice DeleteAccessKey DeleteLoginProfile DeleteUser DeleteUserPolicy DetachUserPolicy`),
  },
  {
    service: 'iam',
    why: 'of servers, CloudFront, reports and the account itself: nothing of the record depends on them',
    actions: words(`
      CreateAccountAlias DeleteAccountAlias DeleteAccountPasswordPolicy DeleteCloudFrontPublicKey
      DeleteServerCertificate DisableOutboundWebIdentityFederation EnableOutboundWebIdentityFederation
      PutAccountProperties SetSTSRegionalEndpointStatus SetSecurityTokenServicePreferences UpdateAccountName
      UpdateAccountPasswordPolicy UpdateCloudFrontPublicKey UpdateServerCertificate UploadCloudFrontPublicKey
      UploadServerCertificate`),
  },
  {
    service: 'iam',
    why: 'the operation is of another service, which has its own permission: account:StartPrimaryEmailUpdate',
    actions: words('UpdateAccountEmailAddress'),
  },
  {
    service: 'iam',
    why: 'requests that somebody else decides about',
    actions: words(
      'AcceptDelegationRequest AssociateDelegationRequest CreateDelegationRequest RejectDelegationRequest SendDelegationToken',
    ),
  },
  {
    service: 'iam',
    why: 'switches the deletion of root credentials on, or central root access off',
    actions: words(`
      DisableOrganizationsRootCredentialsManagement DisableOrganizationsRootSessions
      EnableOrganizationsRootCredentialsManagement`),
  },
  {
    service: 'iam',
    why: 'takes from an identity provider or from the policies of a role; nobody becomes a role by it',
    actions: words(`
      DeleteOpenIDConnectProvider RemoveClientIDFromOpenIDConnectProvider UntagOpenIDConnectProvider
      TagOpenIDConnectProvider TagSAMLProvider UntagSAMLProvider DeletePolicy TagPolicy
      UntagPolicy UpdateRole UpdateRoleDescription `),
  },
  {
    service: 'iam',
    why: 'of instance profiles: the instance takes the role through one, which exempt-role-passrole counts as there',
    actions: words(`
      AddRoleToInstanceProfile CreateInstanceProfile DeleteInstanceProfile
      TagInstanceProfile UntagInstanceProfile`),
  },
  {
    service: 'iam',
    why: 'signs in nobody whom the OpenID provider does not vouch for: its keys are fetched from its address, and a new address is a new provider, which no trust policy names',
    actions: words('CreateOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint'),
  },
  {
    service: 'iam',
    why: 'makes a role that a service alone takes',
    actions: words('CreateServiceLinkedRole'),
  },
  {
    service: 'kms',
    why: 'uses a key; it stays as it is',
    actions: words(`
      DeriveSharedSecret GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext
      GenerateMac GenerateRandom Sign Verify VerifyMac`),
  },
  {
    service: 'kms',
    why: 'makes or repairs: keys, aliases, grants, material and stores',
    actions: words(`
      CancelKeyDeletion ConnectCustomKeyStore CreateAlias CreateCustomKeyStore CreateGrant EnableKey
      EnableKeyRotation ImportKeyMaterial ReplicateKey SynchronizeMultiRegionKey`),
  },
  {
    service: 'kms',
    why: 'what was encrypted stays readable',
    actions: words('DisableKeyRotation RotateKeyOnDemand UpdateKeyDescription UpdatePrimaryRegion'),
  },
  {
    service: 'kms',
    why: 'a store has to be disconnected first, which is kms-custom-key-store-offline',
    actions: words('DeleteCustomKeyStore '),
  },
  {
    service: 'lambda',
    why: 'of virtual machines, capacity, networks and durable executions: no responder runs there yet',
    actions: words(`
      ConnectMicrovm PassCapacityProvider PassNetworkConnector CheckpointDurableExecution CreateCapacityProvider
      CreateMicrovmAuthToken CreateMicrovmImage CreateMicrovmShellAuthToken CreateNetworkConnector
      DeleteCapacityProvider DeleteMicrovmImage DeleteMicrovmImageVersion DeleteNetworkConnector ResumeMicrovm
      RunMicrovm SendDurableExecutionCallbackFailure SendDurableExecutionCallbackHeartbeat
      SendDurableExecutionCallbackSuccess StopDurableExecution SuspendMicrovm TerminateMicrovm
      UpdateCapacityProvider UpdateMicrovmImage UpdateMicrovmImageVersion UpdateNetworkConnector`),
  },
  {
    service: 'lambda',
    why: 'makes something new, publishes, or calls; the function stays as it is',
    actions: words(`
      CreateAlias CreateCodeSigningConfig CreateEventSourceMapping CreateFunctionUrlConfig InvokeAsync
      InvokeFunctionUrl PublishLayerVersion PublishVersion AddLayerVersionPermission DisableReplication
      EnableReplication`),
  },
  {
    service: 'lambda',
    why: 'of code signing, retries, scaling, URLs and versions: a function with these changed still runs its latest code',
    actions: words(`
      DeleteCodeSigningConfig DeleteFunctionCodeSigningConfig DeleteFunctionConcurrency
      DeleteFunctionEventInvokeConfig DeleteFunctionUrlConfig DeleteProvisionedConcurrencyConfig
      PutFunctionCodeSigningConfig PutFunctionEventInvokeConfig PutFunctionRecursionConfig
      PutFunctionScalingConfig PutProvisionedConcurrencyConfig PutRuntimeManagementConfig
      UpdateCodeSigningConfig UpdateFunctionCodeSigningConfig UpdateFunctionEventInvokeConfig
      UpdateFunctionUrlConfig DeleteLayerVersion RemoveLayerVersionPermission`),
  },
  {
    service: 'lambda',
    why: 'of aliases, which no Snapshot holds yet: a trigger that names one would lose its target',
    actions: words('DeleteAlias UpdateAlias'),
  },
  {
    service: 'lambda',
    why: 'tags of functions decide nothing here',
    actions: words('TagResource UntagResource'),
  },
  {
    service: 'logs',
    why: 'makes something new, asks, or copies',
    actions: words(`
      CreateLogDelivery CreateDelivery CreateExportTask CreateImportTask CreateLogAnomalyDetector CreateLogGroup
      CreateLogStream CreateLookupTable CreateScheduledQuery CancelExportTask CancelImportTask
      AssociateSourceToS3TableIntegration IntegrateWithDataset IntegrateWithS3Table Link ProcessWithPipeline
      CallWithBearerToken PutBearerTokenAuthentication PutDeliverySource PutDeliveryDestination PutIntegration
      PutQueryDefinition PutIndexPolicy PutStorageTierPolicy PutPipelineRule PutSyslogConfiguration
      DisassociateSourceFromS3TableIntegration`),
  },
  {
    service: 'logs',
    why: 'takes away what masks, transforms, ages or indexes events: they are stored as they come',
    actions: words(`
      DeleteAccountPolicy DeleteDataProtectionPolicy DeleteIndexPolicy DeleteRetentionPolicy DeleteTransformer`),
  },
  {
    service: 'logs',
    why: 'of other services’ log delivery, detectors, queries and tables: CloudTrail delivers as its role, to the log group itself',
    actions: words(`
      DeleteDelivery DeleteDeliveryDestination DeleteDeliveryDestinationPolicy DeleteDeliverySource
      DeleteIntegration DeleteLogAnomalyDetector DeleteLogDelivery DeleteLookupTable DeletePipelineRule
      DeleteQueryDefinition DeleteScheduledQuery DeleteSyslogConfiguration PutDeliveryDestinationPolicy
      UpdateAnomaly UpdateDeliveryConfiguration UpdateLogAnomalyDetector UpdateLogDelivery UpdateLookupTable
      UpdateScheduledQuery DeleteResourcePolicy PutResourcePolicy`),
  },
  {
    service: 'logs',
    why: 'destinations of subscriptions, which no Snapshot holds yet: the subscription of the log group itself is in logs-filter-break',
    actions: words('DeleteDestination PutDestination PutDestinationPolicy'),
  },
  {
    service: 'logs',
    why: 'tags of log groups decide nothing here',
    actions: words('TagLogGroup TagResource UntagLogGroup UntagResource'),
  },
  {
    service: 'organizations',
    why: 'refuses or takes back an invitation, or switches something on',
    actions: words('CancelHandshake DeclineHandshake EnableAllFeatures EnablePolicyType'),
  },
  {
    service: 'organizations',
    why: 'of units and of another organization: a unit must be empty before it goes',
    actions: words(
      'CreateOrganization CreateOrganizationalUnit DeleteOrganizationalUnit UpdateOrganizationalUnit',
    ),
  },
  {
    service: 'organizations',
    why: 'takes administration from a delegate; policies stay attached',
    actions: words('DeleteResourcePolicy '),
  },
  {
    service: 'organizations',
    why: 'transfers of billing responsibility',
    actions: words(
      'InviteOrganizationToTransferResponsibility TerminateResponsibilityTransfer UpdateResponsibilityTransfer',
    ),
  },
  {
    service: 'organizations',
    why: 'tags of policies and accounts decide nothing here',
    actions: words('TagResource UntagResource'),
  },
  {
    service: 's3',
    why: 'makes something new that holds no log',
    actions: words('CreateStorageLensGroup AssociateAccessGrantsIdentityCenter'),
  },
  {
    service: 's3',
    why: 'reports, measures, or arranges how objects are reached, without touching them',
    actions: words(`
      CreateBucketMetadataTableConfiguration DeleteBucketMetadataTableConfiguration
      UpdateBucketMetadataAnnotationTableConfiguration UpdateBucketMetadataInventoryTableConfiguration
      UpdateBucketMetadataJournalTableConfiguration PutAccelerateConfiguration PutAnalyticsConfiguration
      PutBucketCORS PutBucketWebsite DeleteBucketWebsite PutInventoryConfiguration PutMetricsConfiguration
      DeleteStorageLensConfiguration PutStorageLensConfiguration DeleteStorageLensGroup UpdateStorageLensGroup
      SubmitMultiRegionAccessPointRoutes`),
  },
  {
    service: 's3',
    why: 'closes or narrows a way to the objects; readers may lose it, the objects stay',
    actions: words(`
      DeleteAccessPoint DeleteAccessPointForObjectLambda DeleteMultiRegionAccessPoint DeleteAccessPointPolicy
      DeleteAccessPointPolicyForObjectLambda DeleteAccessGrant DeleteAccessGrantsInstance
      DeleteAccessGrantsInstanceResourcePolicy DeleteAccessGrantsLocation DissociateAccessGrantsIdentityCenter`),
  },
  {
    service: 's3',
    why: 'Object Lambda access points change what a reader gets, and not what is stored',
    actions: words(`
      CreateAccessPointForObjectLambda PutAccessPointConfigurationForObjectLambda
      PutAccessPointPolicyForObjectLambda`),
  },
  {
    service: 's3',
    why: 'opens a way that the bucket’s own policy still decides about',
    actions: words(`
      PutAccessPointPublicAccessBlock PutMultiRegionAccessPointPolicy PutAccessGrantsInstanceResourcePolicy
      UpdateAccessGrantsLocation`),
  },
  {
    service: 's3',
    why: 'annotations and tags stand beside an object; taking a tag away makes no rule expire it',
    actions: words(`
      DeleteObjectAnnotation DeleteObjectVersionAnnotation PutObjectAnnotation PutObjectVersionAnnotation
      ReplicateObjectAnnotation DeleteObjectTagging DeleteObjectVersionTagging ReplicateTags`),
  },
  {
    service: 's3',
    why: 'serves a write that has to be allowed itself: of a replica’s owner, of an unfinished upload, of a copy from the archive',
    actions: words('ObjectOwnerOverrideToBucketOwner AbortMultipartUpload RestoreObject InitiateReplication'),
  },
  {
    service: 's3',
    why: 'a job or a replication that goes on later does what it would have done',
    actions: words('UpdateJobPriority UpdateJobStatus PutJobTagging DeleteJobTagging PauseReplication'),
  },
  {
    service: 's3',
    why: 'tags of a bucket decide only while its ABAC is on, and then another permission sets them: protected-tag-removal',
    actions: words('PutBucketTagging'),
  },
  {
    service: 's3',
    why: 'tags of what holds no log',
    actions: words('DeleteStorageLensConfigurationTagging PutStorageLensConfigurationTagging'),
  },
  {
    service: 'sns',
    why: 'of mobile phones, applications and text messages',
    actions: words(`
      CreatePlatformApplication CreatePlatformEndpoint CreateSMSSandboxPhoneNumber DeleteEndpoint
      DeletePlatformApplication DeleteSMSSandboxPhoneNumber OptInPhoneNumber SetEndpointAttributes
      SetPlatformApplicationAttributes SetSMSAttributes VerifySMSSandboxPhoneNumber`),
  },
  {
    service: 'sns',
    why: 'makes something new, or lets more in',
    actions: words('AddPermission ConfirmSubscription CreateTopic Subscribe'),
  },
  { service: 'sns', why: 'tags of topics decide nothing here', actions: words('TagResource UntagResource') },
  {
    service: 'sqs',
    why: 'makes something new, lets more in, or moves messages back',
    actions: words('AddPermission CreateQueue CancelMessageMoveTask StartMessageMoveTask'),
  },
  {
    service: 'sqs',
    why: 'works on a message that was received, which has its own permission: siem-queue-drain',
    actions: words('ChangeMessageVisibility DeleteMessage'),
  },
  { service: 'sqs', why: 'tags of queues decide nothing here', actions: words('TagQueue UntagQueue') },
];
