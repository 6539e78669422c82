/** What the demo says. */
export const demo = {
  title: 'Can an administrator erase the audit trail?',
  setting: 'A story in three acts, with real AWS SDK calls to a sandbox AWS inside this process.',
  nobodyElse: 'Nothing leaves this machine. No AWS account is used.',
  organization: (id: string) => `organization ${id}`,
  setsPolicies: 'sets the policies; none binds it',
  trailToBucket: (trail: string, bucket: string) => `trail ${trail} → ${bucket}`,
  organizationTrailToBucket: (trail: string, bucket: string) => `organization trail ${trail} → ${bucket}`,
  act: (number: number) => `ACT ${number}`,
  actNames: {
    'no-policy': 'No policy',
    article: 'The article’s policy',
    'with-objects': 'With bucket/* added',
  },
  noPolicy: (account: string) =>
    `Encryption and log file validation do not stop this. An Admin role and the root user of ${account} turn on their own audit trail.`,
  putBack: 'Put back after each attack: the trail, its settings, the bucket and copies of its files.',
  lostForGood:
    'Not put back: deleted versions. Nobody can restore one; those here were decoys, made to be lost.',
  articleIdea:
    'A service control policy (SCP), set in the management account, binds administrators and root of member accounts. An engineer’s article proposes one that denies three trail actions, and s3:Delete* on the bucket.',
  asPrinted: 'As printed, it is not a policy:',
  problem: (line: number, column: number) =>
    `line ${line}, column ${column}: a typographic quote ” where a plain " must end the text`,
  awsSays: (code: string) => `AWS refuses it too: ${code}`,
  corrected: (target: string) => `With plain quotes it is accepted, and attached to the OU ${target}:`,
  why: (bucket: string) => [
    'The log files can still be deleted. Deleting a file is authorized on the file’s own ARN:',
    `  the policy names    ${bucket}`,
    `  a log file is       ${bucket}/AWSLogs/…`,
    's3:Delete* on the first never matches the second.',
  ],
  withObjects: 'One more resource, and the same attacks again:',
  attachedTo: (target: string) => `Attached to ${target}`,
  theOu: (name: string) => `the OU ${name}`,
  theAccount: (name: string) => `the account ${name}`,
  refusedBy: 'Each refusal names what refused it:',
  attack: 'attack',
  adminRole: 'Admin role',
  rootUser: 'root user',
  harm: 'HARM',
  refused: 'refused',
  recordedTitle: 'What the logs say',
  recorded: (found: number, attempts: number, files: number, bucket: string) =>
    `${found} of ${attempts} attempts are in what CloudTrail delivered to ${bucket} meanwhile (log files: ${files}), the refused ones with their error code:`,
  event: 'event',
  errorCode: 'error code',
  managementTitle: 'Where no policy binds: the management account',
  management: (trail: string) =>
    `The same policy for ${trail} is now attached to the root of the organization, above every account. An administrator of the management account stops ${trail}, and it works. (It was started again.) Therefore, in the management account:`,
  provedTitle: 'What the prover says, without trying',
  proved: (possible: number, of: number, direct: number, left: number) =>
    `Trying shows what was tried. The prover decides every known way: ${of} attacks of the catalogue have a target in the shop account. Without a policy, ${possible} of them were possible. With the policy, ${direct} are blocked when made directly, and ${left} are still possible by some path, those above among them:`,
  directly: 'directly',
  byAnyPath: 'by any path',
  blocked: 'blocked',
  possible: 'possible',
  unknownVerdict: 'not known',
  calls: (calls: string) => `possible: ${calls}`,
  provedMeans:
    'An account that leaves the organization leaves its policies, too. The policy that indelible plan makes denies leaving.',
  tableTitle: 'Before and after',
  columns: { noPolicy: 'no policy', article: 'article', withObjects: 'with bucket/*' },
  known: (blocked: number, of: number) =>
    `This policy refuses ${blocked} of the ${of} known attacks that a policy can prevent.`,
  knownMeans: 'Counted by their own calls, without detours. Still open, for example:',
  stillOpen: {
    'cloudtrail-event-selectors-management-off':
      'PutEventSelectors: the trail goes on “logging”, and records nothing',
    's3-lifecycle-expire': 'PutBucketLifecycleConfiguration: S3 deletes the logs by itself tomorrow',
    'organization-leave': 'LeaveOrganization: the account walks out from under every policy',
  },
  next: 'Next',
  nextSteps: {
    sandbox: 'start this AWS and try it yourself with the aws command line',
    plan: 'plan a guard that closes these too, on the sandbox or on your organization',
    help: 'all the verbs',
  },
};
