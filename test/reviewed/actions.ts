/** Write actions that no technique uses, and why none of them harms a log or the alarms about it. */
export interface Reviewed {
  readonly service: string;
  readonly why: string;
  readonly actions: readonly string[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const reviewed: readonly Reviewed[] = [
  {
    service: 'cloudtrail',
    why: 'starts or restores recording',
    actions: words('StartLogging StartEventDataStoreIngestion RestoreEventDataStore'),
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
    why: 'copies older events into an event data store or gives that up; what is recorded stays',
    actions: words('StartImport StopImport'),
  },
  {
    service: 'cloudtrail',
    why: 'makes something new beside what there is, which goes on as before',
    actions: words('CreateChannel CreateEventDataStore CreateServiceLinkedChannel AddTags'),
  },
  {
    service: 'cloudtrail',
    why: 'takes the administration from a defender; the trail goes on',
    actions: words('DeregisterOrganizationDelegatedAdmin'),
  },
  {
    service: 's3',
    why: 'makes something new that holds no log',
    actions: words('CreateBucket CreateStorageLensGroup'),
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
    why: 'annotations stand beside an object; its content and its lock stay',
    actions: words(`
      DeleteObjectAnnotation DeleteObjectVersionAnnotation PutObjectAnnotation PutObjectVersionAnnotation
      ReplicateObjectAnnotation`),
  },
  {
    service: 's3',
    why: 'changes a job that somebody who could create it created; it does no more than that one',
    actions: words('UpdateJobPriority UpdateJobStatus PutJobTagging DeleteJobTagging'),
  },
  {
    service: 's3',
    why: 'tags of what holds no log',
    actions: words('DeleteStorageLensConfigurationTagging PutStorageLensConfigurationTagging'),
  },
];
