/**
 * Data table: who decides the value of a condition key. `free`: the caller. `fixed`: the account, the principal or the
 * resource, whatever the caller does; its value is worked out in `context.ts`. `absent`: a request of a principal never
 * has it. A key that is not here is not known, and a verdict that it decides is `unknown`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export interface KnownKey {
  readonly authority: 'free' | 'fixed' | 'absent';
  readonly type?: 'text' | 'bool' | 'number' | 'date' | 'epoch' | 'address' | 'region';
  /** Holds several values. */
  readonly several?: true;
  /** In every request. */
  readonly always?: true;
}

const text: KnownKey = { authority: 'free', type: 'text' };
const bool: KnownKey = { authority: 'free', type: 'bool' };
const number: KnownKey = { authority: 'free', type: 'number' };
const texts: KnownKey = { authority: 'free', type: 'text', several: true };
const fixed: KnownKey = { authority: 'fixed' };
const absent: KnownKey = { authority: 'absent' };

const KEYS: Readonly<Record<string, KnownKey>> = {
  // Of the principal: its account, organization, kind and tags.
  'aws:principalarn': fixed,
  'aws:principalaccount': fixed,
  'aws:principalorgid': fixed,
  'aws:principalorgpaths': fixed,
  'aws:principaltype': fixed,
  'aws:principalisawsservice': fixed,
  'aws:username': fixed,
  'aws:assumedroot': fixed,
  'aws:principalservicename': absent,
  'aws:principalservicenameslist': absent,
  // Of the resource.
  'aws:resourceaccount': fixed,
  'aws:resourceorgid': fixed,
  'aws:resourceorgpaths': fixed,
  's3:resourceaccount': fixed,
  'kms:calleraccount': fixed,
  'kms:resourcealiases': fixed,
  'kms:keyorigin': fixed,
  // Only in requests by way of an access point.
  's3:dataaccesspointaccount': fixed,
  's3:dataaccesspointarn': fixed,
  's3:accesspointnetworkorigin': fixed,
  // Only in requests that a service makes on its own: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
  'aws:sourcearn': absent,
  'aws:sourceaccount': absent,
  'aws:sourceorgid': absent,
  'aws:sourceorgpaths': absent,
  // Where and how the request is made: an insider may sit in any of these networks, and have MFA.
  'aws:requestedregion': fixed,
  'aws:sourceip': { authority: 'free', type: 'address' },
  'aws:vpcsourceip': { authority: 'free', type: 'address' },
  'aws:sourcevpc': text,
  'aws:sourcevpce': text,
  'aws:sourcevpcarn': text,
  'aws:vpceaccount': text,
  'aws:vpceorgid': text,
  'aws:vpceorgpaths': texts,
  'aws:ec2instancesourcevpc': text,
  'aws:ec2instancesourceprivateipv4': { authority: 'free', type: 'address' },
  'aws:securetransport': { ...bool, always: true },
  'aws:useragent': text,
  'aws:referer': text,
  'aws:currenttime': { authority: 'free', type: 'date', always: true },
  'aws:epochtime': { authority: 'free', type: 'epoch', always: true },
  'aws:tokenissuetime': { authority: 'free', type: 'date' },
  'aws:multifactorauthpresent': bool,
  'aws:multifactorauthage': number,
  'aws:sourceidentity': text,
  'aws:federatedprovider': text,
  // Calls can be made to go through a service, CloudFormation for one.
  'aws:viaawsservice': { ...bool, always: true },
  'aws:calledvia': texts,
  'aws:calledviafirst': text,
  'aws:calledvialast': text,
  'aws:ismcpserviceaction': bool,
  // What the call says. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
  's3:authtype': text,
  's3:signatureage': number,
  's3:signatureversion': text,
  's3:tlsversion': number,
  's3:versionid': text,
  's3:delimiter': text,
  's3:max-keys': number,
  's3:prefix': text,
  's3:locationconstraint': text,
  's3:object-lock-legal-hold': text,
  's3:object-lock-mode': text,
  's3:object-lock-remaining-retention-days': number,
  's3:object-lock-retain-until-date': { authority: 'free', type: 'date' },
  's3:x-amz-acl': text,
  's3:x-amz-content-sha256': text,
  's3:x-amz-copy-source': text,
  's3:x-amz-grant-full-control': text,
  's3:x-amz-grant-read': text,
  's3:x-amz-grant-read-acp': text,
  's3:x-amz-grant-write': text,
  's3:x-amz-grant-write-acp': text,
  's3:x-amz-metadata-directive': text,
  's3:x-amz-object-ownership': text,
  's3:x-amz-server-side-encryption': text,
  's3:x-amz-server-side-encryption-aws-kms-key-id': text,
  's3:x-amz-server-side-encryption-customer-algorithm': text,
  's3:x-amz-storage-class': text,
  's3:x-amz-website-redirect-location': text,
  's3:if-match': text,
  's3:if-none-match': text,
  // https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
  'kms:bypasspolicylockoutsafetycheck': bool,
  'kms:encryptioncontextkeys': texts,
  'kms:grantconstrainttype': text,
  'kms:granteeprincipal': text,
  'kms:grantisforawsresource': bool,
  'kms:grantoperations': texts,
  'kms:requestalias': text,
  'kms:retiringprincipal': text,
  'kms:schedulekeydeletionpendingwindowindays': number,
  'kms:viaservice': text,
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
  'iam:awsservicename': text,
  'iam:associatedresourcearn': text,
  'iam:passedtoservice': text,
  'iam:permissionsboundary': text,
  'iam:policyarn': text,
  'iam:organizationspolicyid': text,
  'sts:externalid': text,
  'sts:rolesessionname': text,
  'sts:sourceidentity': text,
  'sts:taskpolicyarn': text,
  'sts:transitivetagkeys': texts,
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html
  'organizations:policytype': text,
  'organizations:serviceprincipal': text,
  'account:accountresourceorgpaths': texts,
  'account:accountresourceorgtags': text,
  'account:alternatecontacttypes': texts,
  'account:targetregion': text,
  'account:emailtargetdomain': text,
  'lambda:functionarn': text,
  'lambda:layer': texts,
  'lambda:vpcids': texts,
  'lambda:subnetids': texts,
  'lambda:securitygroupids': texts,
  'lambda:codesigningconfigarn': text,
};

const FAMILIES: readonly (readonly [prefix: string, key: KnownKey])[] = [
  ['aws:principaltag/', fixed],
  ['aws:resourcetag/', fixed],
  ['iam:resourcetag/', fixed],
  ['aws:requesttag/', text],
  ['s3:requestobjecttag/', text],
  ['kms:encryptioncontext:', text],
];

/** What is known of a condition key, given in lower case. `undefined`: nothing. */
export function knownKey(lowerKey: string): KnownKey | undefined {
  if (lowerKey === 'aws:tagkeys' || lowerKey === 's3:requestobjecttagkeys') return texts;
  return KEYS[lowerKey] ?? FAMILIES.find(([prefix]) => lowerKey.startsWith(prefix))?.[1];
}
