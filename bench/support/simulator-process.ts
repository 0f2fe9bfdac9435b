/** Serves generated orgs from a process of its own, so that its work and memory do not count as the guardian's. */
import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { FrozenClock } from '../../lib/clock.ts';
import { generateOrg, generateUsage, type Simulator, startSimulator, type World } from '../../lib/simulator/index.ts';
import { answerRequests } from './channel.ts';
import { type Counts, type Opened, type OpenRequest, simulatorRequestSchema } from './simulator-protocol.ts';

interface Served {
  readonly simulator: Simulator;
  readonly clock: FrozenClock;
}

let served: Served | undefined;
let drifts = 0;
const sockets = new Set<Socket>();

subscribe('http.server.request.start', (message) => {
  if (typeof message !== 'object' || message === null || !('request' in message)) return;
  if (message.request instanceof IncomingMessage) sockets.add(message.request.socket);
});

answerRequests(async (raw) => {
  const request = simulatorRequestSchema.parse(raw);
  switch (request.verb) {
    case 'open':
      return open(request);
    case 'clock':
      return running().clock.set(request.at);
    case 'drift':
      return drift(running().simulator.world);
    case 'counts':
      return counts(running().simulator);
    default:
      return request satisfies never;
  }
});

function running(): Served {
  if (!served) throw new Error('the simulator is asked before it is opened');
  return served;
}

/** The same seed throughout: the same figures in every run of the benchmark. */
const SEED = 7;

async function open({ clients, roles, divisions, at, usage }: OpenRequest): Promise<Opened> {
  await served?.simulator.close();
  const clock = new FrozenClock(at);
  const begun = performance.now();
  const world = generateOrg({ seed: SEED, clients, roles, divisions, clock: () => clock.now() });
  if (usage) generateUsage(world, { ...usage, seed: SEED });
  const generateMs = performance.now() - begun;
  const simulator = await startSimulator({ world });
  served = { simulator, clock };
  return { url: simulator.url, ...simulator.credentials, generateMs, vendors: vendorsOf(world) };
}

/** Generated names are two words of a vendor, then what the client is for. */
function vendorsOf(world: World): string[] {
  const counted = new Map<string, number>();
  for (const { name } of world.clients.values()) {
    const vendor = name.split(' ').slice(0, 2).join(' ');
    counted.set(vendor, (counted.get(vendor) ?? 0) + 1);
  }
  return [...counted].sort(([, a], [, b]) => b - a).map(([vendor]) => vendor);
}

/** Two days at most are allowed; nobody in a generated org has this number of seconds. */
const DRIFTED_SECONDS = 172_799;

function drift(world: World): void {
  drifts += 1;
  const client = [...world.clients.values()].at(-drifts);
  if (!client) throw new Error('every client has drifted already');
  world.setClient(client.id, { accessTokenValiditySeconds: DRIFTED_SECONDS });
}

function counts({ requests }: Simulator): Counts {
  const bytes = [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0);
  return { requests: requests.length, bytes };
}
