import { type CloudTrailClient, GetResourcePolicyCommand } from '@aws-sdk/client-cloudtrail';
import { orAbsent } from '../../aws/absent.ts';
import type { PolicyDocument } from '../../model/policy.ts';

/** Of an event data store or a channel. */
export const resourcePolicyOf = (client: CloudTrailClient, arn: string): Promise<PolicyDocument | 'none'> =>
  orAbsent('ResourcePolicyNotFoundException', 'none', async () => {
    const { ResourcePolicy: text } = await client.send(new GetResourcePolicyCommand({ ResourceArn: arn }));
    return text === undefined ? 'none' : JSON.parse(text);
  });
