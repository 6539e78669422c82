import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalInteger, optionalText, text } from '../../../sandbox/input.ts';
import { needOn, ownArn, ownResources } from '../../../sandbox/own-resources.ts';
import { page } from '../../../sandbox/pages.ts';
import { invalidToken, noChannel } from './errors.ts';
import { onAnything } from './trail-of.ts';

const CHANNEL = 'AWS::CloudTrail::Channel';

/** By its ARN, or by the UUID that the ARN ends with. */
function channelArn(call: Call): string {
  const named = text(call.input, 'Channel', { max: 256, pattern: /^[\w.\-/:]{3,}$/ });
  return named.startsWith('arn:') ? named : ownArn(call, 'cloudtrail', `channel/${named}`);
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListChannels.html */
function listChannels(call: Call): unknown {
  const part = page(ownResources(call, CHANNEL), ({ arn }) => arn, {
    token: optionalText(call.input, 'NextToken', { max: 1000 }),
    size: optionalInteger(call.input, 'MaxResults', { min: 1, max: 1000 }) ?? 100,
  });
  if (part === undefined) throw invalidToken();
  return {
    Channels: part.items.map(({ arn, name }) => ({ ChannelArn: arn, Name: name })),
    ...(part.next === undefined ? {} : { NextToken: part.next }),
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetChannel.html */
function getChannel(call: Call): unknown {
  const arn = channelArn(call);
  const channel = call.world.resources.get(arn);
  if (channel?.type !== CHANNEL) throw noChannel(arn);
  const service = /^aws-service-channel\/([^/]+)/.exec(channel.name)?.[1];
  const stores = (channel.concerns ?? []).map((Location) => ({ Type: 'EVENT_DATA_STORE', Location }));
  return {
    ChannelArn: channel.arn,
    Name: channel.name,
    Source: service === undefined ? 'Custom' : 'CloudTrail',
    Destinations: service === undefined ? stores : [{ Type: 'AWS_SERVICE', Location: service }],
  };
}

export const channelOperations: Readonly<Record<string, Operation>> = {
  ListChannels: { access: 'read', needs: onAnything, run: listChannels },
  GetChannel: {
    access: 'read',
    needs: (call) => [needOn(call, 'cloudtrail:GetChannel', channelArn(call))],
    run: getChannel,
  },
};
