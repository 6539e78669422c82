/**
 * Data table: the known attacks on an audit trail that a policy outside the attacker's reach can prevent.
 * Each with its ways, each way with the permissions that all have to be granted: `action resource`.
 */
export const KNOWN_ATTACKS: readonly (readonly [id: string, ways: readonly (readonly string[])[]])[] = [
  [
    'cloudtrail-stop-logging',
    [['cloudtrail:StopLogging arn:aws:cloudtrail:${region}:${account}:trail/${trail}']],
  ],
  [
    'cloudtrail-delete-trail',
    [['cloudtrail:DeleteTrail arn:aws:cloudtrail:${region}:${account}:trail/${trail}']],
  ],
  [
    'cloudtrail-org-trail-stop-delegated',
    [
      ['cloudtrail:StopLogging arn:aws:cloudtrail:${region}:${mgmtAccount}:trail/${trail}'],
      ['cloudtrail:DeleteTrail arn:aws:cloudtrail:${region}:${mgmtAccount}:trail/${trail}'],
      ['cloudtrail:UpdateTrail arn:aws:cloudtrail:${region}:${mgmtAccount}:trail/${trail}'],
      ['cloudtrail:PutEventSelectors arn:aws:cloudtrail:${region}:${mgmtAccount}:trail/${trail}'],
    ],
  ],
  [
    'cloudtrail-delete-owning-stack',
    [
      [
        'cloudformation:DeleteStack arn:aws:cloudformation:${region}:${account}:stack/${stack}/${id}',
        'cloudtrail:DeleteTrail arn:aws:cloudtrail:${region}:${account}:trail/${trail}',
      ],
      [
        'cloudformation:UpdateStack arn:aws:cloudformation:${region}:${account}:stack/${stack}/${id}',
        'cloudtrail:UpdateTrail arn:aws:cloudtrail:${region}:${account}:trail/${trail}',
      ],
    ],
  ],
  [
    'delivery-break-bucket-policy',
    [['s3:PutBucketPolicy arn:aws:s3:::${bucket}'], ['s3:DeleteBucketPolicy arn:aws:s3:::${bucket}']],
  ],
  [
    'delivery-break-delete-bucket',
    [
      [
        's3:DeleteObject arn:aws:s3:::${bucket}/${key}',
        's3:DeleteObjectVersion arn:aws:s3:::${bucket}/${key}',
        's3:DeleteBucket arn:aws:s3:::${bucket}',
      ],
    ],
  ],
  ['delivery-break-kms-disable', [['kms:DisableKey arn:aws:kms:${region}:${keyAccount}:key/${keyId}']]],
  ['delivery-break-kms-policy', [['kms:PutKeyPolicy arn:aws:kms:${region}:${keyAccount}:key/${keyId}']]],
  ['delivery-break-default-encryption', [['s3:PutEncryptionConfiguration arn:aws:s3:::${bucket}']]],
  ['delivery-break-requester-pays', [['s3:PutBucketRequestPayment arn:aws:s3:::${bucket}']]],
  [
    'cloudtrail-cloudwatch-delivery-off',
    [
      ['cloudtrail:UpdateTrail arn:aws:cloudtrail:${region}:${account}:trail/${trail}'],
      ['iam:DeleteRolePolicy arn:aws:iam::${account}:role/${cloudTrailToCloudWatchRole}'],
      ['iam:UpdateAssumeRolePolicy arn:aws:iam::${account}:role/${cloudTrailToCloudWatchRole}'],
      ['logs:DeleteLogGroup arn:aws:logs:${region}:${account}:log-group:${logGroup}'],
    ],
  ],
  [
    'lake-stop-ingestion',
    [
      [
        'cloudtrail:StopEventDataStoreIngestion arn:aws:cloudtrail:${region}:${account}:eventdatastore/${edsId}',
      ],
    ],
  ],
  [
    'cloudtrail-event-selectors-management-off',
    [['cloudtrail:PutEventSelectors arn:aws:cloudtrail:${region}:${account}:trail/${trail}']],
  ],
  [
    'cloudtrail-event-selectors-readonly',
    [['cloudtrail:PutEventSelectors arn:aws:cloudtrail:${region}:${account}:trail/${trail}']],
  ],
  [
    'cloudtrail-exclude-kms-source',
    [['cloudtrail:PutEventSelectors arn:aws:cloudtrail:${region}:${account}:trail/${trail}']],
  ],
  [
    'cloudtrail-advanced-selector-narrow',
    [['cloudtrail:PutEventSelectors arn:aws:cloudtrail:${region}:${account}:trail/${trail}']],
  ],
  [
    'cloudtrail-data-events-off',
    [['cloudtrail:PutEventSelectors arn:aws:cloudtrail:${region}:${account}:trail/${trail}']],
  ],
  [
    'cloudtrail-single-region',
    [['cloudtrail:UpdateTrail arn:aws:cloudtrail:${region}:${account}:trail/${trail}']],
  ],
  [
    'cloudtrail-global-events-off',
    [['cloudtrail:UpdateTrail arn:aws:cloudtrail:${region}:${account}:trail/${trail}']],
  ],
  [
    'cloudtrail-insights-off',
    [['cloudtrail:PutInsightSelectors arn:aws:cloudtrail:${region}:${account}:trail/${trail}']],
  ],
  [
    'cloudtrail-event-configuration',
    [['cloudtrail:PutEventConfiguration arn:aws:cloudtrail:${region}:${account}:trail/${trail}']],
  ],
  [
    'cloudtrail-recursive-logging-off',
    [['cloudtrail:UpdateTrail arn:aws:cloudtrail:${region}:${account}:trail/${trail}']],
  ],
  [
    'lake-narrow',
    [['cloudtrail:UpdateEventDataStore arn:aws:cloudtrail:${region}:${account}:eventdatastore/${edsId}']],
  ],
  ['unwatched-region-optin', [['account:EnableRegion arn:aws:account::${account}:account']]],
  ['region-disable', [['account:DisableRegion arn:aws:account::${account}:account']]],
  [
    'cloudtrail-redirect-bucket',
    [['cloudtrail:UpdateTrail arn:aws:cloudtrail:${region}:${account}:trail/${trail}']],
  ],
  [
    'cloudtrail-redirect-prefix',
    [['cloudtrail:UpdateTrail arn:aws:cloudtrail:${region}:${account}:trail/${trail}']],
  ],
  [
    'cloudtrail-create-decoy-trail',
    [
      [
        'cloudtrail:CreateTrail arn:aws:cloudtrail:${region}:${account}:trail/${trail}',
        'cloudtrail:StopLogging arn:aws:cloudtrail:${region}:${account}:trail/${trail}',
      ],
    ],
  ],
  [
    'bucket-name-takeover',
    [
      [
        's3:DeleteObject arn:aws:s3:::${bucket}/${key}',
        's3:DeleteObjectVersion arn:aws:s3:::${bucket}/${key}',
        's3:DeleteBucket arn:aws:s3:::${bucket}',
      ],
    ],
  ],
  [
    's3-replicate-out',
    [
      [
        's3:PutReplicationConfiguration arn:aws:s3:::${bucket}',
        'iam:PassRole arn:aws:iam::${account}:role/${roleNameWithPath}',
      ],
    ],
  ],
  [
    'lake-federate',
    [['cloudtrail:PutResourcePolicy arn:aws:cloudtrail:${region}:${account}:eventdatastore/${edsId}']],
  ],
  ['s3-delete-object', [['s3:DeleteObject arn:aws:s3:::${bucket}/${key}']]],
  ['s3-delete-object-version', [['s3:DeleteObjectVersion arn:aws:s3:::${bucket}/${key}']]],
  ['s3-delete-marker-hide', [['s3:DeleteObject arn:aws:s3:::${bucket}/${key}']]],
  [
    's3-governance-bypass',
    [
      [
        's3:BypassGovernanceRetention arn:aws:s3:::${bucket}/${key}',
        's3:DeleteObjectVersion arn:aws:s3:::${bucket}/${key}',
      ],
    ],
  ],
  [
    's3-retention-shorten',
    [
      [
        's3:PutObjectRetention arn:aws:s3:::${bucket}/${key}',
        's3:BypassGovernanceRetention arn:aws:s3:::${bucket}/${key}',
        's3:DeleteObjectVersion arn:aws:s3:::${bucket}/${key}',
      ],
    ],
  ],
  [
    's3-legal-hold-off',
    [
      [
        's3:PutObjectLegalHold arn:aws:s3:::${bucket}/${key}',
        's3:DeleteObjectVersion arn:aws:s3:::${bucket}/${key}',
      ],
    ],
  ],
  [
    's3-event-hold-release',
    [
      [
        's3:PutObjectRetention arn:aws:s3:::${bucket}/${key}',
        's3:DeleteObjectVersion arn:aws:s3:::${bucket}/${key}',
      ],
    ],
  ],
  [
    's3-batch-lambda-delete',
    [
      [
        's3:CreateJob *',
        'iam:PassRole arn:aws:iam::${account}:role/${roleNameWithPath}',
        'lambda:CreateFunction arn:aws:lambda:${region}:${account}:function:${attackerFunction}',
        's3:DeleteObjectVersion arn:aws:s3:::${bucket}/${key}',
      ],
    ],
  ],
  [
    's3-notification-lambda-delete',
    [
      [
        's3:PutBucketNotification arn:aws:s3:::${bucket}',
        'iam:PassRole arn:aws:iam::${account}:role/${roleNameWithPath}',
        'lambda:CreateFunction arn:aws:lambda:${region}:${account}:function:${attackerFunction}',
        's3:DeleteObject arn:aws:s3:::${bucket}/${key}',
      ],
    ],
  ],
  [
    's3-access-point-delete',
    [
      [
        's3:CreateAccessPoint arn:aws:s3:${region}:${account}:accesspoint/${ap}',
        's3:DeleteObject arn:aws:s3:${region}:${account}:accesspoint/${ap}/object/${key}',
      ],
    ],
  ],
  ['s3-mrap-delete', [['s3:CreateMultiRegionAccessPoint arn:aws:s3::${account}:accesspoint/${mrapAlias}']]],
  [
    's3-access-grants-proxy',
    [
      [
        's3:CreateAccessGrantsInstance arn:aws:s3:${region}:${account}:access-grants/default',
        's3:CreateAccessGrantsLocation arn:aws:s3:${region}:${account}:access-grants/default/location/${token}',
        's3:CreateAccessGrant arn:aws:s3:${region}:${account}:access-grants/default/grant/${token}',
        'iam:PassRole arn:aws:iam::${account}:role/${roleNameWithPath}',
        's3:DeleteObject arn:aws:s3:::${bucket}/${key}',
      ],
    ],
  ],
  [
    's3-external-principal-delete',
    [
      ['s3:PutBucketPolicy arn:aws:s3:::${bucket}'],
      ['s3:PutBucketOwnershipControls arn:aws:s3:::${bucket}', 's3:PutBucketAcl arn:aws:s3:::${bucket}'],
    ],
  ],
  ['s3-member-principal-delete', [['s3:PutBucketPolicy arn:aws:s3:::${bucket}']]],
  [
    's3-replica-copy-erase',
    [
      ['s3:PutReplicationConfiguration arn:aws:s3:::${bucket}'],
      ['s3:PauseReplication arn:aws:s3:::${bucket}'],
    ],
  ],
  ['digest-delete', [['s3:DeleteObject arn:aws:s3:::${bucket}/${key}']]],
  [
    'logs-delete-log-group',
    [['logs:DeleteLogGroup arn:aws:logs:${region}:${account}:log-group:${logGroup}']],
  ],
  [
    'logs-delete-log-stream',
    [['logs:DeleteLogStream arn:aws:logs:${region}:${account}:log-group:${logGroup}:log-stream:${stream}']],
  ],
  [
    'lake-delete',
    [
      [
        'cloudtrail:UpdateEventDataStore arn:aws:cloudtrail:${region}:${account}:eventdatastore/${edsId}',
        'cloudtrail:DeleteEventDataStore arn:aws:cloudtrail:${region}:${account}:eventdatastore/${edsId}',
      ],
    ],
  ],
  [
    'backup-recovery-point-delete',
    [['backup:DeleteRecoveryPoint arn:aws:backup:${region}:${account}:recovery-point:${id}']],
  ],
  ['account-close-log-archive', [['account:CloseAccount arn:aws:account::${account}:account']]],
  ['s3-lifecycle-expire', [['s3:PutLifecycleConfiguration arn:aws:s3:::${bucket}']]],
  ['s3-lifecycle-noncurrent', [['s3:PutLifecycleConfiguration arn:aws:s3:::${bucket}']]],
  ['s3-lifecycle-tag-trigger', [['s3:PutObjectTagging arn:aws:s3:::${bucket}/${key}']]],
  [
    's3-lifecycle-archive',
    [
      ['s3:PutLifecycleConfiguration arn:aws:s3:::${bucket}'],
      ['s3:PutIntelligentTieringConfiguration arn:aws:s3:::${bucket}'],
    ],
  ],
  [
    'logs-retention-1-day',
    [['logs:PutRetentionPolicy arn:aws:logs:${region}:${account}:log-group:${logGroup}']],
  ],
  [
    'lake-retention-min',
    [['cloudtrail:UpdateEventDataStore arn:aws:cloudtrail:${region}:${account}:eventdatastore/${edsId}']],
  ],
  ['s3-overwrite-unversioned', [['s3:PutObject arn:aws:s3:::${bucket}/${key}']]],
  ['s3-overwrite-new-version', [['s3:PutObject arn:aws:s3:::${bucket}/${key}']]],
  ['s3-forge-log-file', [['s3:PutObject arn:aws:s3:::${bucket}/${key}']]],
  ['s3-abort-or-acl', [['s3:PutObjectAcl arn:aws:s3:::${bucket}/${key}']]],
  [
    'cloudtrail-validation-off',
    [['cloudtrail:UpdateTrail arn:aws:cloudtrail:${region}:${account}:trail/${trail}']],
  ],
  [
    'logs-forge-events',
    [['logs:PutLogEvents arn:aws:logs:${region}:${account}:log-group:${logGroup}:log-stream:${stream}']],
  ],
  [
    'lake-channel-poison',
    [['cloudtrail-data:PutAuditEvents arn:aws:cloudtrail:${region}:${account}:channel/${channelId}']],
  ],
  ['kms-disable-key', [['kms:DisableKey arn:aws:kms:${region}:${keyAccount}:key/${keyId}']]],
  [
    'kms-schedule-key-deletion',
    [['kms:ScheduleKeyDeletion arn:aws:kms:${region}:${keyAccount}:key/${keyId}']],
  ],
  ['kms-key-policy-lockout', [['kms:PutKeyPolicy arn:aws:kms:${region}:${keyAccount}:key/${keyId}']]],
  [
    'kms-delete-imported-material',
    [['kms:DeleteImportedKeyMaterial arn:aws:kms:${region}:${keyAccount}:key/${keyId}']],
  ],
  [
    'cloudtrail-kms-key-swap',
    [['cloudtrail:UpdateTrail arn:aws:cloudtrail:${region}:${account}:trail/${trail}']],
  ],
  ['s3-default-encryption-swap', [['s3:PutEncryptionConfiguration arn:aws:s3:::${bucket}']]],
  [
    's3-update-object-encryption',
    [
      [
        's3:UpdateObjectEncryption arn:aws:s3:::${bucket}/${key}',
        's3:PutObject arn:aws:s3:::${bucket}/${key}',
      ],
    ],
  ],
  [
    's3-batch-update-encryption',
    [
      [
        's3:CreateJob *',
        'iam:PassRole arn:aws:iam::${account}:role/${roleNameWithPath}',
        's3:UpdateObjectEncryption arn:aws:s3:::${bucket}/${key}',
        's3:PutObject arn:aws:s3:::${bucket}/${key}',
      ],
    ],
  ],
  [
    's3-copy-ssec',
    [['s3:PutObject arn:aws:s3:::${bucket}/${key}', 's3:DeleteObjectVersion arn:aws:s3:::${bucket}/${key}']],
  ],
  [
    'kms-alias-detach',
    [
      [
        'kms:DeleteAlias arn:aws:kms:${region}:${keyAccount}:alias/${alias}',
        'kms:DeleteAlias arn:aws:kms:${region}:${keyAccount}:key/${keyId}',
        'kms:DisableKey arn:aws:kms:${region}:${keyAccount}:key/${keyId}',
      ],
    ],
  ],
  [
    's3-bucket-policy-strip',
    [['s3:PutBucketPolicy arn:aws:s3:::${bucket}'], ['s3:DeleteBucketPolicy arn:aws:s3:::${bucket}']],
  ],
  [
    's3-root-policy-override',
    [['s3:PutBucketPolicy arn:aws:s3:::${bucket}'], ['s3:DeleteBucketPolicy arn:aws:s3:::${bucket}']],
  ],
  ['s3-versioning-suspend', [['s3:PutBucketVersioning arn:aws:s3:::${bucket}']]],
  ['s3-mfa-delete-off', [['s3:PutBucketVersioning arn:aws:s3:::${bucket}']]],
  ['objectlock-default-remove', [['s3:PutBucketObjectLockConfiguration arn:aws:s3:::${bucket}']]],
  ['objectlock-default-weaken', [['s3:PutBucketObjectLockConfiguration arn:aws:s3:::${bucket}']]],
  [
    's3-bpa-off',
    [['s3:PutBucketPublicAccessBlock arn:aws:s3:::${bucket}', 's3:PutBucketPolicy arn:aws:s3:::${bucket}']],
  ],
  [
    's3-acl-reenable',
    [['s3:PutBucketOwnershipControls arn:aws:s3:::${bucket}', 's3:PutBucketAcl arn:aws:s3:::${bucket}']],
  ],
  [
    'organization-policy-delegate-edit',
    [
      [
        'organizations:DetachPolicy arn:aws:organizations::${mgmtAccount}:policy/${orgId}/service_control_policy/${policyId}',
      ],
      [
        'organizations:UpdatePolicy arn:aws:organizations::${mgmtAccount}:policy/${orgId}/service_control_policy/${policyId}',
      ],
      ['organizations:DisablePolicyType arn:aws:organizations::${mgmtAccount}:root/${orgId}/${rootId}'],
    ],
  ],
  [
    'exempt-role-create',
    [
      [
        'iam:CreateRole arn:aws:iam::${account}:role/${exemptRole}',
        'sts:AssumeRole arn:aws:iam::${account}:role/${exemptRole}',
      ],
    ],
  ],
  [
    'exempt-role-trust-edit',
    [
      [
        'iam:UpdateAssumeRolePolicy arn:aws:iam::${account}:role/${exemptRole}',
        'sts:AssumeRole arn:aws:iam::${account}:role/${exemptRole}',
      ],
    ],
  ],
  ['exempt-role-assume', [['sts:AssumeRole arn:aws:iam::${account}:role/${exemptRole}']]],
  [
    'exempt-role-delete-recreate',
    [
      [
        'iam:DeleteRole arn:aws:iam::${account}:role/${exemptRole}',
        'iam:CreateRole arn:aws:iam::${account}:role/${exemptRole}',
      ],
    ],
  ],
  [
    'exempt-role-policy-edit',
    [
      ['iam:AttachRolePolicy arn:aws:iam::${account}:role/${exemptRole}'],
      ['iam:PutRolePolicy arn:aws:iam::${account}:role/${exemptRole}'],
    ],
  ],
  [
    'exempt-role-managed-policy-edit',
    [['iam:CreatePolicyVersion arn:aws:iam::${account}:policy/${policyNameWithPath}']],
  ],
  [
    'exempt-role-passrole',
    [
      [
        'iam:PassRole arn:aws:iam::${account}:role/${exemptRole}',
        'lambda:CreateFunction arn:aws:lambda:${region}:${account}:function:${attackerFunction}',
      ],
    ],
  ],
  ['exempt-role-in-other-account', [['iam:CreateRole arn:aws:iam::${account}:role/${exemptRole}']]],
  [
    'exempt-principal-tag',
    [
      ['iam:TagRole arn:aws:iam::${account}:role/${roleNameWithPath}'],
      ['sts:TagSession arn:aws:iam::${account}:role/${roleNameWithPath}'],
    ],
  ],
  [
    'protected-tag-removal',
    [
      ['cloudtrail:RemoveTags arn:aws:cloudtrail:${region}:${account}:trail/${trail}'],
      ['kms:UntagResource arn:aws:kms:${region}:${keyAccount}:key/${keyId}'],
      ['s3:PutBucketTagging arn:aws:s3:::${bucket}'],
    ],
  ],
  ['server-access-log-off', [['s3:PutBucketLogging arn:aws:s3:::${bucket}']]],
  ['organization-leave', [['organizations:LeaveOrganization *']]],
  [
    'organization-direct-transfer',
    [
      [
        'organizations:AcceptHandshake arn:aws:organizations::${inviterMgmtAccount}:handshake/${inviterOrgId}/invite/${handshakeId}',
      ],
    ],
  ],
  ['account-close-self', [['account:CloseAccount arn:aws:account::${account}:account']]],
  [
    'eventbridge-rule-disable',
    [
      ['events:DisableRule arn:aws:events:${region}:${account}:rule/${rule}'],
      ['events:RemoveTargets arn:aws:events:${region}:${account}:rule/${rule}'],
      ['events:PutRule arn:aws:events:${region}:${account}:rule/${rule}'],
      ['events:DeleteRule arn:aws:events:${region}:${account}:rule/${rule}'],
    ],
  ],
  [
    'sns-topic-break',
    [
      ['sns:DeleteTopic arn:aws:sns:${region}:${account}:${topic}'],
      ['sns:SetTopicAttributes arn:aws:sns:${region}:${account}:${topic}'],
    ],
  ],
  [
    'cloudtrail-sns-notification-off',
    [['cloudtrail:UpdateTrail arn:aws:cloudtrail:${region}:${account}:trail/${trail}']],
  ],
  [
    'cloudwatch-alarm-break',
    [
      ['cloudwatch:DeleteAlarms arn:aws:cloudwatch:${region}:${account}:alarm:${alarm}'],
      ['cloudwatch:DisableAlarmActions arn:aws:cloudwatch:${region}:${account}:alarm:${alarm}'],
      ['cloudwatch:PutMetricAlarm arn:aws:cloudwatch:${region}:${account}:alarm:${alarm}'],
    ],
  ],
  [
    'logs-filter-break',
    [
      ['logs:DeleteSubscriptionFilter arn:aws:logs:${region}:${account}:log-group:${logGroup}'],
      ['logs:DeleteMetricFilter arn:aws:logs:${region}:${account}:log-group:${logGroup}'],
      ['logs:PutMetricFilter arn:aws:logs:${region}:${account}:log-group:${logGroup}'],
    ],
  ],
  [
    'config-recorder-stop',
    [
      [
        'config:StopConfigurationRecorder arn:aws:config:${region}:${account}:configuration-recorder/${name}/${id}',
      ],
    ],
  ],
  ['siem-bucket-notification-cut', [['s3:PutBucketNotification arn:aws:s3:::${bucket}']]],
  [
    'siem-reader-role-break',
    [
      ['iam:UpdateAssumeRolePolicy arn:aws:iam::${account}:role/${siemReaderRole}'],
      ['iam:DeleteRolePolicy arn:aws:iam::${account}:role/${siemReaderRole}'],
      ['iam:DetachRolePolicy arn:aws:iam::${account}:role/${siemReaderRole}'],
    ],
  ],
  [
    'siem-stream-delete',
    [['firehose:DeleteDeliveryStream arn:aws:firehose:${region}:${account}:deliverystream/${stream}']],
  ],
  [
    'security-contact-change',
    [
      ['account:DeleteAlternateContact arn:aws:account::${account}:account'],
      ['account:PutAlternateContact arn:aws:account::${account}:account'],
    ],
  ],
];
