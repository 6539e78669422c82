import { type ErrorText, lines, type Parameters } from '../parameters.ts';
import { grade } from './grade.ts';

const didYouMean = ({ similar }: Parameters): string =>
  similar === '' ? '' : `: did you mean \`${similar}\`?`;
const seeHelp = ({ verb }: Parameters): string => `See \`indelible ${verb}--help\`.`;

/** What `grade` says of such a policy. */
function explained({ code, ...parameters }: Parameters): string {
  const said: Readonly<Record<string, (p: Parameters) => string>> = grade.problems;
  const say = typeof code === 'string' && Object.hasOwn(said, code) ? said[code] : undefined;
  return say === undefined ? '' : `: ${say(parameters)}`;
}

/** By an IndelibleError's reason. */
export const errors = {
  // AWS
  'aws-denied': (p) => ({
    message: `AWS denied \`${p.doing}\`: ${p.message}`,
    hint: 'Run it as an administrator of the management account, or grant that permission.',
  }),
  'aws-failed': (p) => ({ message: `\`${p.doing}\` failed with \`${p.code}\`: ${p.message}` }),
  'aws-unreachable': (p) => ({
    message: `cannot reach \`${p.endpoint}\`: ${p.message || p.code}`,
    hint: 'Is it running, and is AWS_ENDPOINT_URL right? `indelible sandbox` starts a sandbox.',
  }),
  'no-credentials': () => ({
    message: 'found no AWS credentials',
    hint: 'Set AWS_PROFILE or the AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY variables, or name a --profile. Without an AWS account: `indelible demo`.',
  }),
  'login-expired': (p) => ({
    message: `the profile's sign-in to IAM Identity Center is missing or has expired: ${p.message}`,
    hint: `Sign in with \`${p.login}\`, then run it again.`,
  }),
  'credentials-expired': (p) => ({
    message: `the session token of these credentials has expired (\`${p.code}\`): ${p.message}`,
    hint: 'Get new temporary credentials, then run it again.',
  }),
  'credentials-rejected': (p) => ({
    message: `AWS does not accept these credentials: ${p.message || p.code}`,
    hint: 'They may have expired, or belong elsewhere: keys of a sandbox are new each time it starts.',
  }),
  'role-denied': (p) => ({
    message: `cannot assume \`${p.roles}\` in account \`${p.account}\`: ${p.message}`,
    hint: 'Name a role that trusts this caller with --role-name.',
  }),
  'role-elsewhere': (p) => ({
    message: `the role of account \`${p.account}\` led into account \`${p.actual}\``,
  }),
  'endpoint-invalid': (p) => ({
    message: `\`${p.endpoint}\` is no endpoint URL`,
    hint: 'It looks like http://127.0.0.1:4566.',
  }),
  'endpoint-divided': (p) => ({
    message: `\`${p.where}\` sends some AWS services to an endpoint of their own and leaves the others`,
    hint: 'Set AWS_ENDPOINT_URL for all services, or set AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true to use none.',
  }),
  'no-organization': (p) => ({
    message: `account \`${p.account}\` is in no organization`,
    hint: 'Service control policies exist in AWS Organizations only. Use credentials of the management account.',
  }),
  'organization-unreadable': (p) => ({
    message: `cannot read the organization: \`${p.action}\`: ${p.message}`,
    hint: 'Use credentials of the management account, or of a delegated administrator of Organizations policies.',
  }),
  'role-name-invalid': (p) => ({
    message: `\`${p.role}\` is not the name of a role`,
    hint: 'Its name alone, with its path if it has one: audit/IndelibleRead.',
  }),
  // plan
  'target-missing': (p) => ({
    message: 'say with --target where the policy goes: the root, an organizational unit or an account',
    list: lines(p.targets),
  }),
  'target-not-found': (p) => ({
    message: `the organization has no root, organizational unit or account \`${p.target}\``,
    hint: 'Leave --target out to see them all.',
  }),
  'target-ambiguous': (p) => ({ message: `\`${p.target}\` names several: use one of the ids ${p.ids}` }),
  'target-management': (p) => ({
    message: `\`${p.target}\` is the management account, which no service control policy binds`,
    hint: 'Choose an organizational unit or a member account, and keep workloads and users out of this one.',
  }),
  'target-full': (p) => ({
    message: `\`${p.target}\` has ${p.attached} service control policies attached, and AWS allows ${p.quota}`,
    hint: 'Detach or merge one, or choose a target above or below it.',
  }),
  'policy-too-large': (p) => ({
    message: `the policy would have ${p.size} characters, and AWS allows ${p.quota}`,
  }),
  'trails-unseen': (p) => ({
    message: `which trail to keep cannot be told: the Snapshot does not look into ${p.unseen} of ${p.of} accounts`,
    list: lines(p.trails),
    hint: 'Name both --trail and --bucket, or read every account: `indelible collect --depth full`.',
  }),
  'plan-redacted': () => ({
    message: 'the Snapshot is redacted: its accounts are not those of the organization, so that no plan fits',
    hint: 'Plan from the Snapshot as it was before, or without --snapshot.',
  }),
  'trails-several': (p) => ({
    message: 'there are several trails: choose one',
    list: lines(p.trails),
    ...(p.organizationTrails === '' ? {} : { hint: `Of the whole organization: ${p.organizationTrails}.` }),
  }),
  'bucket-of-no-trail': (p) => ({
    message: `no trail seen delivers to \`${p.bucket}\`; these were found`,
    list: lines(p.trails),
    hint: 'Name one of them, or the trail that you mean together with its bucket.',
  }),
  'trail-not-found': (p) => ({
    message: p.trail === '' ? 'found no trail' : `found no trail \`${p.trail}\``,
    hint: 'Name both --trail and --bucket, or a role that may read the accounts with --role-name.',
  }),
  // apply
  'file-unreadable': (p) => ({ message: `cannot read \`${p.file}\`: ${p.message}` }),
  'file-unwritable': (p) => ({ message: `cannot write \`${p.file}\`: ${p.message}` }),
  'not-a-plan': (p) => ({
    message: `\`${p.file}\` is not a plan of this version`,
    hint: '`indelible plan` makes one.',
  }),
  'plan-altered': (p) => ({
    message: `\`${p.file}\` was changed after it had been made`,
    hint: 'Plan anew: what is applied is what was shown.',
  }),
  'other-organization': (p) => ({
    message: `the plan is for organization \`${p.planned}\`, and these credentials belong to \`${p.actual}\``,
  }),
  'moved-policy-differs': (p) => ({
    message: `policy \`${p.policy}\` has another content than the plan knows`,
    hint: 'Somebody changed it since: plan anew.',
  }),
  'moved-policy-gone': (p) => ({
    message: `policy \`${p.policy}\` is gone`,
    hint: 'Somebody deleted it since: plan anew.',
  }),
  'moved-policy-attached': (p) => ({
    message: `policy \`${p.policy}\` is still attached to \`${p.target}\`, which this plan did not do`,
    hint: 'Detach it there first.',
  }),
  'moved-target-gone': (p) => ({
    message: `\`${p.target}\` is no longer in the organization`,
    hint: 'Plan anew.',
  }),
  'not-read-back': (p) => ({
    message: `AWS accepted every change, and does not show \`${p.change}\` when asked`,
  }),
  // prove, and the JSON files that it reads
  'principal-invalid': (p) => ({
    message: `\`${p.principal}\` is no ARN of a role or user`,
    hint: 'It looks like arn:aws:iam::123456789012:role/NAME.',
  }),
  'principal-unread': (p) => ({
    message: `the Snapshot does not hold the policies of \`${p.principal}\``,
    hint: 'Without --as, it is judged what anybody can do.',
  }),
  'prove-account-unknown': (p) => ({
    message: `the Snapshot has no account \`${p.value}\`; it has`,
    list: [...lines(p.known), ...(p.more === 0 ? [] : [`and ${p.more} more`])],
  }),
  'prove-unit-unknown': (p) => ({
    message: `the Snapshot has no organizational unit \`${p.value}\`; it has`,
    list: [...lines(p.known), ...(p.more === 0 ? [] : [`and ${p.more} more`])],
  }),
  'json-empty': (p) => ({ message: `\`${p.file}\` is empty` }),
  'file-is-folder': (p) => ({ message: `\`${p.file}\` is a folder: name a file in it` }),
  'json-policy': (p) => ({
    message: `\`${p.file}\` is a policy, and must have the schema \`${p.expected}\``,
    hint: '`indelible grade` takes policies.',
  }),
  'json-not-one-of': (p) => ({
    message: `\`${p.file}\`: \`${p.path}\` is \`${p.value}\`, and must be one of: ${p.known}`,
  }),
  'json-blank': (p) => ({ message: `\`${p.file}\`: \`${p.path}\` is empty` }),
  'json-other-owner': (p) => ({
    message: `\`${p.file}\`: \`${p.path}\` is \`${p.value}\`, and its ARN says otherwise: ${p.arn}`,
    hint: 'Read the organization anew: a Snapshot is not edited by hand.',
  }),
  'baseline-other-organization': (p) => ({
    message: `the baseline \`${p.file}\` is of organization \`${p.other}\`, and the Snapshot of \`${p.organization}\``,
  }),
  'not-json': (p) => ({
    message: `\`${p.file}\` is not JSON: it breaks off or goes wrong at line ${p.line}, column ${p.column}`,
    hint: 'A file that was cut off in transfer ends like this; one that is not UTF-8 is not read.',
  }),
  'json-too-large': (p) => ({
    message: `\`${p.file}\` does not fit into the ${p.limit} MiB of memory that there are for it`,
    hint: 'Give Node.js more: NODE_OPTIONS=--max-old-space-size=16384 (MiB).',
  }),
  'json-value-too-large': (p) => ({
    message: `\`${p.file}\`: the value at line ${p.line}, column ${p.column} is larger than ${p.limit} MiB`,
  }),
  'json-deep': (p) => ({ message: `\`${p.file}\` is nested too deeply to be what it should be` }),
  'json-other-schema': (p) => ({
    message: `\`${p.file}\` has the schema \`${p.schema}\`, and must have \`${p.expected}\``,
  }),
  'json-missing': (p) => ({ message: `\`${p.file}\`: \`${p.path}\` is missing` }),
  'json-wrong-type': (p) => ({
    message: `\`${p.file}\`: ${p.path === '' ? 'the document' : `\`${p.path}\``} must be of type ${p.expected}`,
  }),
  'json-bad-value': (p) => ({
    message: `\`${p.file}\`: \`${p.path}\` is \`${p.value}\`, and must match ${p.expected}`,
  }),
  'json-unknown-member': (p) => ({
    message: `\`${p.file}\`: \`${p.path}\` is not known here; known: ${p.known}`,
  }),
  'json-duplicate': (p) => ({
    message: `\`${p.file}\`: \`${p.path}\` is \`${p.value}\` for the second time`,
  }),
  'json-unknown-reference': (p) => ({
    message: `\`${p.file}\`: \`${p.path}\` names \`${p.value}\`, which there is not`,
  }),
  'json-ring': (p) => ({
    message: `\`${p.file}\`: \`${p.path}\`: the units above \`${p.value}\` lead back to itself`,
  }),
  'json-no-day': (p) => ({
    message: `\`${p.file}\`: \`${p.path}\` is \`${p.value}\`, which is no day of the calendar`,
  }),
  'json-content-differs': (p) => ({
    message: `\`${p.file}\`: \`${p.path}\` says something else than \`document\` beside it`,
    hint: 'Read the organization anew: a Snapshot is not edited by hand.',
  }),
  // drill
  'drill-management': (p) => ({
    message: `\`${p.account}\` is the management account: no policy binds it, so attacks from there show nothing`,
    hint: 'Name a member account.',
  }),
  'drill-own-account': (p) => ({
    message: `these credentials are of account \`${p.account}\` itself`,
    hint: 'Run the drill from the management account: it enters the member account through --role-name.',
  }),
  'account-not-found': (p) => ({ message: `the organization has no account \`${p.account}\`` }),
  'technique-not-found': (p) => ({
    message: `there is no technique \`${p.technique}\`: choose one`,
    list: lines(p.techniques),
  }),
  'technique-unknown': (p) => ({
    message: `there is no technique \`${p.technique}\`${p.similar === '' ? '' : ': did you mean one of these?'}`,
    list: lines(p.similar),
    hint: 'See `indelible explain --list`.',
  }),
  'targets-unreadable': (p) => ({
    message: `cannot read the trails and log buckets of account \`${p.account}\`: \`${p.action}\` on \`${p.resource}\`: ${p.message}`,
    hint: 'Name a role that may with --role-name.',
  }),
  'drill-unseen': (p) => ({
    message: `the Snapshot does not look into account \`${p.account}\`: it says nothing of what is there to attack`,
    hint: 'Read every account: `indelible collect --depth full`.',
  }),
  'nothing-to-drill': (p) => ({
    message: `account \`${p.account}\` has no trail of its own and owns no log bucket`,
    hint: 'Name one with --trail or --bucket, or drill the account that owns them.',
  }),
  // sandbox
  'port-invalid': (p) => ({ message: `\`${p.port}\` is no port: use 0 to 65535` }),
  'port-taken': (p) => ({
    message: `cannot listen on port ${p.port}: ${p.message}`,
    hint: 'Use --port 0 for any free one.',
  }),
  'document-not-json': (p) => ({ message: `the world file is not JSON: ${p.problem}` }),
  'document-wrong-type': (p) => ({ message: `\`${p.path}\` must be of type ${p.expected}` }),
  'document-bad-value': (p) => ({ message: `\`${p.path}\` is \`${p.value}\`, and must match ${p.pattern}` }),
  'document-unknown-member': (p) => ({ message: `\`${p.path}\` is not known here; known: ${p.known}` }),
  'document-unknown-reference': (p) => ({
    message: `\`${p.path}\` names \`${p.value}\`, which is not in the file; there are: ${p.known}`,
  }),
  'document-duplicate': (p) => ({ message: `\`${p.path}\` is \`${p.value}\` for the second time` }),
  'document-bad-policy': (p) => ({ message: `\`${p.path}\` is not a valid policy: ${p.problem}` }),
  'document-one-of-two': (p) => ({ message: `\`${p.path}\` needs either \`${p.first}\` or \`${p.second}\`` }),
  'world-one-management-account': (p) => ({
    message: `exactly one account must be the management account; there are ${p.count}`,
  }),
  'world-outside-account': (p) => ({ message: `\`${p.path}\` needs an account of the organization` }),
  // grade
  'grade-option': (p) => ({
    message: `\`${p.value}\` is nothing that \`${p.option}\` takes`,
    hint: 'It takes a bucket’s name, a trail’s name or ARN, a key’s ARN, or a role’s ARN (its account may be *).',
  }),
  // any
  'policy-unreadable': (p) => ({
    message: `policy \`${p.policy}\` cannot be read: ${p.where}${explained(p)}`,
    hint: 'AWS stores no such policy: it was changed since it was read, or read wrongly. No answer rests on half a policy.',
  }),
  'account-invalid': (p) => ({ message: `\`${p.account}\` is no account id: it has twelve digits` }),
  'verb-missing': () => ({ message: 'name a verb', hint: 'See `indelible --help`.' }),
  'verb-unknown': (p) => ({
    message: `there is no verb \`${p.value}\`${didYouMean(p)}`,
    hint: 'See `indelible --help`.',
  }),
  'option-unknown': (p) => ({
    message: `there is no option \`${p.value}\`${didYouMean(p)}`,
    hint: seeHelp(p),
  }),
  'argument-missing': (p) => ({ message: `the argument \`${p.value}\` is missing`, hint: seeHelp(p) }),
  'option-missing': (p) => ({ message: `the option \`${p.value}\` is missing`, hint: seeHelp(p) }),
  'value-missing': (p) => ({ message: `the option \`${p.value}\` needs a value`, hint: seeHelp(p) }),
  'value-invalid': (p) => ({
    message: `\`${p.value}\` is not one of: ${p.known}`,
    hint: seeHelp(p),
  }),
  'arguments-excess': (p) => ({ message: `nothing takes \`${p.value}\` here`, hint: seeHelp(p) }),
  usage: (p) => ({ message: `${p.message}`, hint: seeHelp(p) }),
  unexpected: (p) => ({
    message: `unexpected error: ${p.message}`,
    hint: 'This is a bug in Indelible. Run it again with --debug and report what it prints.',
  }),
} satisfies Readonly<Record<string, (p: Parameters) => ErrorText>>;
