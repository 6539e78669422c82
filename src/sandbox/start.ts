import type { AddressInfo } from 'node:net';
import { buildWorld } from './build-world.ts';
import { clockFrom } from './clock.ts';
import { defaultWorld } from './default-world.ts';
import { deliverAll, deliverDue } from './delivery.ts';
import { accountsOf, describe, type SandboxAccount, type SandboxDescription } from './description.ts';
import { dispatch } from './dispatch.ts';
import type { Emulation } from './emulation.ts';
import { createFront } from './front.ts';
import { liveThroughAnHour } from './history.ts';
import { expireDue } from './lifecycle.ts';
import { answerOwnRequest, type SandboxActions } from './own-requests.ts';
import type { World } from './world.ts';
import type { WorldFile } from './world-file.ts';

export interface SandboxOptions {
  /** By default the default world with an hour of delivered logs behind it. */
  readonly world?: WorldFile;
  readonly emulations: readonly Emulation[];
  /** 0, the default: any free port. */
  readonly port?: number;
  /** World time at the start; wall time by default. */
  readonly now?: Date;
}

export interface Sandbox {
  readonly endpoint: string;
  readonly world: World;
  readonly accounts: readonly SandboxAccount[];
  readonly describe: () => SandboxDescription;
  readonly advance: (milliseconds: number) => void;
  readonly setTime: (time: Date) => void;
  /** Delivers at once what the trails have recorded. */
  readonly deliver: () => void;
  readonly close: () => Promise<void>;
}

const HOUR = 3_600_000;
const FIVE_MINUTES = 300_000;
const DUE_CHECK = 2_000;

/** Starts an AWS that listens on loopback only. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const emulations = new Map(options.emulations.map((emulation) => [emulation.service, emulation]));
  const world = worldAt(options, emulations);
  let endpoint = '';
  const actions: SandboxActions = {
    describe: () => describe(world, endpoint),
    advance: (milliseconds) => {
      world.clock.advance(milliseconds);
      liveOn(world);
    },
    setTime: (time) => {
      world.clock.set(time);
      liveOn(world);
    },
    deliver: () => deliverAll(world),
  };
  const server = createFront(
    (request) => answerOwnRequest(actions, request) ?? dispatch({ world, emulations }, request),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const timer = setInterval(() => liveOn(world), DUE_CHECK).unref();
  return {
    endpoint,
    world,
    accounts: accountsOf(world),
    ...actions,
    close: () => {
      clearInterval(timer);
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

/** What AWS does by itself as time passes. */
function liveOn(world: World): void {
  deliverDue(world);
  expireDue(world);
}

function worldAt(options: SandboxOptions, emulations: ReadonlyMap<string, Emulation>): World {
  const now = options.now ?? new Date();
  if (options.world) return buildWorld(options.world, clockFrom(now));
  const hourAgo = Math.floor((now.getTime() - HOUR) / FIVE_MINUTES) * FIVE_MINUTES;
  const world = buildWorld(defaultWorld, clockFrom(new Date(hourAgo)));
  liveThroughAnHour(world, emulations);
  world.clock.advance(Math.max(0, now.getTime() - world.clock.now().getTime()));
  return world;
}
