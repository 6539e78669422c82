/** Default quotas, sizes in characters without white space. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const QUOTA = {
  users: 5000,
  roles: 1000,
  policies: 1500,
  policyVersions: 5,
  attachedPolicies: 10,
  accessKeysPerUser: 2,
  tags: 50,
  userPolicySize: 2048,
  rolePolicySize: 10_240,
  managedPolicySize: 6144,
  trustPolicySize: 2048,
} as const;
