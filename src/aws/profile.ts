import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What of a profile the SDK's credential chain does not answer for. */
export interface ProfileSettings {
  readonly region?: string;
  readonly endpointUrl?: string;
  /** The profile sends single services to endpoints of their own. */
  readonly servicesHaveEndpoints: boolean;
  /** The command that signs its user in again, of a profile of IAM Identity Center. */
  readonly login?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html, …/feature-ss-endpoints.html */
export async function readProfile(name: string, environment: Environment): Promise<ProfileSettings> {
  const directory = join(environment.HOME ?? homedir(), '.aws');
  const config = sectionsOf(await textOf(environment.AWS_CONFIG_FILE ?? join(directory, 'config')));
  const credentials = sectionsOf(
    await textOf(environment.AWS_SHARED_CREDENTIALS_FILE ?? join(directory, 'credentials')),
  );
  const settings = new Map([
    ...(credentials.get(name) ?? []),
    ...((name === 'default' ? config.get('default') : undefined) ?? config.get(`profile ${name}`) ?? []),
  ]);
  const region = settings.get('region');
  const endpointUrl = settings.get('endpoint_url');
  const services = config.get(`services ${settings.get('services') ?? ''}`) ?? new Map<string, string>();
  return {
    ...(region === undefined ? {} : { region }),
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
    ...(isSingleSignOn(settings) ? { login: loginOf(name) } : {}),
    servicesHaveEndpoints: [...services.keys()].some((key) => key.endsWith('.endpoint_url')),
  };
}

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html */
const isSingleSignOn = (settings: ReadonlyMap<string, string>): boolean =>
  settings.has('sso_session') || settings.has('sso_start_url');

/** As a shell takes it: a profile's name may hold spaces. */
const loginOf = (name: string): string =>
  name === 'default'
    ? 'aws sso login'
    : `aws sso login --profile ${/^[\w.@/+-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`}`;

/** A file that is not there is empty, as for the SDKs. */
async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return '';
  }
}

/** Section to its settings; a setting nested under `s3 =` is `s3.endpoint_url`. */
function sectionsOf(text: string): Sections {
  const sections = new Map<string, Map<string, string>>();
  let settings = new Map<string, string>();
  let parent = '';
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const section = /^\s*\[\s*(.+?)\s*\]/.exec(line)?.[1]?.replace(/\s+/g, ' ');
    if (section !== undefined) {
      settings = sections.get(section) ?? new Map();
      sections.set(section, settings);
      parent = '';
      continue;
    }
    const [, indent = '', key = '', value = ''] = /^(\s*)([^=\s]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key === '') continue;
    if (indent === '') parent = value === '' ? key : '';
    settings.set(indent !== '' && parent !== '' ? `${parent}.${key}` : key, value);
  }
  return sections;
}
