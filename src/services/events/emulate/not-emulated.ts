import type { Operation } from '../../../sandbox/emulation.ts';
import { type Needs, onAnything, onBus, onOwn, onRule } from './named.ts';

const write = (needs: Needs): Operation => ({ access: 'write', needs });

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
export const notEmulatedOperations = {
  DeauthorizeConnection: write(onOwn('connection')),
  DeleteApiDestination: write(onOwn('api-destination')),
  DeleteConnection: write(onOwn('connection')),
  DeleteEventBus: write(onBus),
  DeleteRule: write(onRule('Name')),
  DisableRule: write(onRule('Name')),
  PutPermission: write(onAnything),
  PutRule: write(onRule('Name')),
  PutTargets: write(onRule('Rule')),
  RemovePermission: write(onAnything),
  RemoveTargets: write(onRule('Rule')),
  UpdateApiDestination: write(onOwn('api-destination')),
  UpdateConnection: write(onOwn('connection')),
} satisfies Readonly<Record<string, Operation>>;
