import type { Emulation } from '../../sandbox/emulation.ts';
import { jsonProtocol } from '../../sandbox/protocols/json.ts';
import { withResponseElements } from '../../sandbox/response-elements.ts';
import { withValidationCode } from '../../sandbox/validation-code.ts';
import { channelOperations } from './emulate/channels.ts';
import { eventDataStoreOperations } from './emulate/event-data-stores.ts';
import { lookupOperations } from './emulate/lookup.ts';
import { notEmulatedOperations } from './emulate/not-emulated.ts';
import { readingOperations } from './emulate/reading.ts';
import { selectorOperations } from './emulate/selectors.ts';
import { tagOperations } from './emulate/tags.ts';
import { trailOperations } from './emulate/trails.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/Welcome.html */
export default {
  service: 'cloudtrail',
  protocol: jsonProtocol({
    targets: ['com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101', 'CloudTrail_20131101'],
  }),
  accessDeniedCode: 'AccessDeniedException',
  operations: withValidationCode(
    withResponseElements({
      ...notEmulatedOperations,
      ...trailOperations,
      ...readingOperations,
      ...selectorOperations,
      ...tagOperations,
      ...eventDataStoreOperations,
      ...channelOperations,
      ...lookupOperations,
    }),
    'InvalidParameterException',
  ),
} satisfies Emulation;
