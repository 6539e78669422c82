import type { PathStep } from '../../src/model/finding.ts';
import type { Context, ContextValue } from '../../src/model/policy.ts';
import type { Step } from '../../src/model/technique.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { objectOf } from './stage.ts';

type Input = Readonly<Record<string, unknown>>;

/** What the record sends, at the resource and with the parameters that the path's request has. */
export function sentInput(sandbox: Sandbox, at: PathStep, step: Step): Input {
  return { ...step.input, ...objectIn(sandbox, at, step), ...parametersOf(at) };
}

/** The path may aim at another log file than the record; the version is the twin's own. */
function objectIn({ world }: Sandbox, at: PathStep, { input }: Step): Input {
  const [object] = objectOf(at);
  if (object === undefined || input.Key === undefined) return {};
  const versions = world.buckets.get(object.name)?.objects.get(object.key) ?? [];
  const stored = versions.find(({ deleteMarker }) => !deleteMarker);
  return {
    Key: object.key,
    ...(input.VersionId === undefined || stored === undefined ? {} : { VersionId: stored.versionId }),
  };
}

/** Condition keys that a parameter of the call sets: the caller chooses them. */
const PARAMETERS: Readonly<Record<string, string>> = {
  's3:x-amz-acl': 'ACL',
  's3:x-amz-server-side-encryption': 'ServerSideEncryption',
  's3:x-amz-storage-class': 'StorageClass',
  'sts:ExternalId': 'ExternalId',
  'sts:RoleSessionName': 'RoleSessionName',
};

function parametersOf({ context }: PathStep): Input {
  return Object.fromEntries(
    Object.entries(PARAMETERS).flatMap(([key, name]) => {
      const value = contextValue(context, key);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Names of keys are case-insensitive. */
export const contextValue = (context: Context, key: string): ContextValue | undefined =>
  Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];

/** Circumstances that a client on this machine cannot bring about; the first that the path's request has. */
export const unsendable = ({ context }: PathStep): string | undefined =>
  Object.keys(context).find((key) => UNSENDABLE.has(key.toLowerCase()));

const UNSENDABLE = new Set([
  'aws:calledvia',
  'aws:calledviafirst',
  'aws:calledvialast',
  'aws:multifactorauthage',
  'aws:multifactorauthpresent',
  'aws:sourceidentity',
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:viaawsservice',
  'aws:vpceaccount',
  'aws:vpcsourceip',
  's3:tlsversion',
]);
