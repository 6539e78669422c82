import type { ManagedPolicyDetail } from '@aws-sdk/client-iam';
import type { PolicyDocument } from '../../model/policy.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html: documents come percent-encoded. */
export const decoded = (text = ''): PolicyDocument => JSON.parse(decodeURIComponent(text));

/** What each managed policy says by its default version, by ARN. */
export const defaultDocuments = (policies: readonly ManagedPolicyDetail[]): Map<string, PolicyDocument> =>
  new Map(
    policies.flatMap(({ Arn = '', PolicyVersionList = [] }) => {
      const version = PolicyVersionList.find(({ IsDefaultVersion }) => IsDefaultVersion);
      return version === undefined ? [] : [[Arn, decoded(version.Document)] as const];
    }),
  );
