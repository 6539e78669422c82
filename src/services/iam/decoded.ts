import type { PolicyDocument } from '../../model/policy.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html: documents come percent-encoded. */
export const decoded = (text = ''): PolicyDocument => JSON.parse(decodeURIComponent(text));
