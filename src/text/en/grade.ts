import type { Parameters } from '../parameters.ts';

type Say = (parameters: Parameters) => string;

const problems = {
  'file-missing': () => 'there is no such file',
  'file-unreadable': (p) => `cannot be read: ${p.message}`,
  'file-empty': () => 'is empty',
  'file-too-large': (p) => `has more than ${p.limit} bytes: no policy file is so large`,
  'file-binary': () => 'is no text',
  'folder-too-deep': (p) => `goes more than ${p.limit} folders deep; the rest was not read`,
  'folder-too-large': (p) => `holds more than ${p.limit} files; the rest was not read`,
  'not-a-policy': ({ broken }) =>
    (broken === undefined ? '' : `broken ${broken}, and `) +
    'neither a policy nor a file that declares one (JSON, Terraform aws_organizations_policy, CloudFormation AWS::Organizations::Policy)',
  'other-policy-type': (p) => `a policy of type ${p.type}, which denies nothing`,
  'resource-policy': () =>
    'the policy of a bucket, a key or a role; service and resource control policies are graded here',
  'bad-syntax': (p) => (p.message ? `cannot be read: ${p.message}` : 'cannot be read'),
  'too-deep': () => 'is nested too deeply',
  'content-elsewhere': (p) => `the policy stands in another file: ${p.file ?? p.expression}`,
  'unknown-value': (p) => `its value is not in this file: ${p.expression}`,
  'typographic-quote': (p) => `a typographic quote ${p.character} where JSON has a plain "`,
  'unexpected-character': (p) => `unexpected character ${p.character}`,
  'unexpected-end': () => 'the text ends too early',
  'trailing-content': () => 'more text after the policy’s end',
  'bad-string': () => 'a line break or a wrong escape in a text',
  'bad-number': () => 'no number',
  'wrong-type': (p) => `must be of type ${p.expected}`,
  'duplicate-key': (p) => `${p.element} is there twice`,
  'unknown-element': (p) => `policies have no element ${p.element}`,
  'missing-element': (p) => `${p.element} is missing`,
  'both-elements': (p) => `${p.element} and ${p.other} exclude each other`,
  'element-not-allowed': (p) => `${p.element} is not allowed here`,
  'bad-version': () => 'Version must be 2012-10-17',
  'bad-effect': () => 'Effect must be Deny, or in a service control policy Allow',
  'bad-sid': () => 'a Sid has letters and digits only',
  'duplicate-sid': (p) => `Sid ${p.sid} is there twice`,
  'bad-action': (p) => `${p.value} is no action that may stand here`,
  'bad-resource': (p) => `${p.value ?? 'this'} is no ARN`,
  'bad-principal': () => 'the Principal of a resource control policy is "*"',
  'unknown-operator': (p) => `there is no condition operator ${p.operator}`,
  empty: () => 'must not be empty',
} satisfies Readonly<Record<string, Say>>;

const mistakes = {
  'never-matches': (p) => `${p.value} matches nothing that exists`,
  'unknown-action': (p) => `no permission is called ${p.value}`,
  'bucket-without-objects': (p) => `${p.value} is the bucket alone: its objects are not covered`,
  'equals-with-wildcard': (p) => `${p.value} is compared letter by letter: its wildcard is none`,
  'own-account-trail': (p) =>
    `${p.value} misses the organization trail, whose ARN has the management account’s id in every account`,
  'arn-on-action-without-resource-type': (p) =>
    `${p.value} is authorized on * alone: a statement about an ARN never covers it`,
  'empty-arn-fields': (p) => `${p.value} leaves Region or account empty, and such ARNs have both`,
  size: (p) => `has ${p.value} characters, and AWS accepts ${p.limit}`,
  'rcp-unsupported-service': (p) => `resource control policies do not look at ${p.value}`,
  'deprecated-action': (p) => `AWS has replaced ${p.value}, and nothing denies what took its place`,
  'obtainable-exemption': (p) => `anybody can obtain the exemption ${p.value}`,
} satisfies Readonly<Record<string, Say>>;

const attacks = (count: number): string => (count === 1 ? '1 attack' : `${count} attacks`);

export const grade = {
  problems,
  mistakes,
  where: (file: string, line: number | undefined, column: number | undefined) =>
    line === undefined ? file : `${file}:${line}:${column ?? 1}`,
  more: (count: number) => `and ${count} more`,
  nothing: (skipped: number, problems: number) =>
    skipped === 0
      ? `no policy could be read${problems === 0 ? ': there is no policy file' : ''}`
      : `no policy could be read, and ${skipped} files hold none`,
  partly: 'Graded without what could not be read:',

  headline: (direct: number, followed: number, of: number) =>
    `${direct} of ${of} attacks that a policy can block are blocked; followed through exemptions and preparation: ${followed}.`,
  unknown: (count: number) => `${count} could not be judged.`,
  policies: (scps: number, rcps: number) =>
    `Graded: ${scps} service and ${rcps} resource control policies, at the root of the reference world.`,
  columns: { direct: 'by its own calls', followed: 'by any path' },

  openTitle: 'WHAT STAYS OPEN',
  deny: {
    scp: 'Deny to everybody, in a service control policy:',
    rcp: 'Deny to everybody but AWS services, in a resource control policy:',
  },
  noDeny: (count: number) => `${attacks(count)} that no deny of the caller’s closes (see indelible explain):`,
  on: 'on',
  closes: (count: number) => `which is in the way of ${attacks(count)}:`,
  closedBesides: 'and, for what other attacks prepare:',
  closing: (left: number, of: number) =>
    `With all of these denied, ${of - left} of ${of} are blocked (judged anew).`,
  prepared: (count: number, title: string) =>
    `${attacks(count)}, though blocked, ${count === 1 ? 'opens' : 'open'} up after another: ${title}`,
  unjudged: (count: number) => `Not known whether ${attacks(count)} would pass:`,
  example: 'Example:',
  call: (principal: string, action: string) => `${principal} calls ${action}`,
  residual: (count: number) =>
    `Besides, ${attacks(count)} from the management account, which no policy binds: keep people out of it, and a copy of the logs elsewhere.`,

  mistakesTitle: 'MISTAKES IN THE POLICIES',
  statement: (policy: string, number: number | undefined, sid: string | undefined) =>
    number === undefined ? policy : `${policy}, statement ${number}${sid === undefined ? '' : ` (${sid})`}`,
  inert: 'the whole statement matches nothing',
  instead: (suggestion: string) => `write ${suggestion}`,
  minify: (characters: string) => `without white space it has ${characters}`,
  closeExemption: (actions: string) =>
    `deny ${actions} on such principals to everybody whom the statement does not exempt`,

  breaksTitle: 'WHAT IT WOULD BREAK',
  who: {
    'cloudtrail-delivery': 'CloudTrail’s own delivery',
    'config-delivery': 'the delivery of AWS Config',
    'log-delivery': 'the delivery of vended logs',
    's3-access-logs': 'S3 server access logs',
    'siem-reader': 'who reads the logs for analysis',
    'everyday-work': 'everyday work in a workload account',
    'break-glass': 'the emergency role',
  },
  broken: (who: string, action: string) => `${who}: ${action}`,
  brokenBy: (place: string) => `denied by ${place}`,
  brokenByNone: 'no policy allows it',

  assumedTitle: 'WHAT WAS ASSUMED',
  world:
    'The reference world: a management account, a log archive that owns bucket and key, a workload account with a trail, a delegated administrator of CloudTrail, an organization trail; the bucket versioned, without Object Lock. See it with --world.',
  fullAccess: 'FullAWSAccess is attached at every level.',
  insteadOfFull: (policies: string) =>
    `At the root ${policies} stands in place of FullAWSAccess, which is attached at every other level.`,
  targeted: (policies: string) =>
    `All are judged at the root, though the files attach ${policies} elsewhere.`,
  roles: 'Roles that policies exempt: judged both as existing and as missing.',
  names: {
    organization: 'organization',
    root: 'root',
    'log-archive-unit': 'unit of the log archive',
    management: 'management account',
    'log-archive': 'log archive',
    workload: 'workload account',
    delegated: 'delegated administrator',
    'other-account': 'a further account',
    partition: 'partition',
    region: 'Region',
    bucket: 'log bucket',
    'key-prefix': 'prefix in the bucket',
    trail: 'trail',
    key: 'key',
    alias: 'alias of the key',
    'log-group': 'log group',
  },
  named: (what: string, value: string, policy: string) => `${what} ${value}, named by ${policy}`,
  notChosen: (others: string) => `not: ${others}`,
  filled: (placeholder: string, value: string) => `${placeholder} read as ${value}`,
  unresolved: (placeholder: string) => `${placeholder} read as something that nothing here is called`,
  options: 'State them with --bucket, --trail, --key and --exempt.',

  restsTitle: 'WHAT THIS RESTS ON',
  rests: (version: string, techniques: number) =>
    `AWS’s documented evaluation logic, and the ${techniques} techniques of Indelible ${version}: other attacks are not judged. What only an organization shows, such as who is trusted by which role, and how the management account is kept, which no policy binds, is for prove.`,

  next: 'NEXT',
  nextSteps: {
    explain: 'what the first of them does',
    json: 'every verdict, with its proof or path',
    world: 'keep the reference world as a file',
    prove: 'ask about a real organization',
  },
};
