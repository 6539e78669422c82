import type { Resource } from '../model/resource.ts';
import type { World } from './world.ts';

/** An instance profile and the role in it, of which there is at most one. */
export interface InstanceProfile {
  readonly arn: string;
  readonly roleArn: string | undefined;
}

/** The account's, as far as its instances have them. */
export function instanceProfilesIn({ resources }: World, accountId: string): readonly InstanceProfile[] {
  const own = [...resources.values()].filter((one) => one.accountId === accountId);
  const profiles = own.flatMap((one) => instanceProfileOf(one) ?? []);
  return [...new Map(profiles.map((profile) => [profile.arn, profile])).values()];
}

/** Of an instance; where it names none, that of its role's name, as the console makes it. */
export function instanceProfileOf({ type, concerns = [], roleArn }: Resource): InstanceProfile | undefined {
  if (type !== 'AWS::EC2::Instance') return undefined;
  const arn = concerns[0] ?? roleArn?.replace(/:role\/(?:.*\/)?([^/]+)$/, ':instance-profile/$1');
  return arn === undefined ? undefined : { arn, roleArn };
}
