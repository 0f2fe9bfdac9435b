import {
  addGuardian,
  type Credentials,
  type GuardianOptions,
  type RequestLog,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
  World,
  type WorldSettings,
} from '../../lib/simulator/index.ts';
import { validateExchange } from '../support/api-definition.ts';

/** A clock that tests move by hand. */
export class HandClock {
  #now: number;

  constructor(iso = '2026-11-20T10:00:00.000Z') {
    this.#now = Date.parse(iso);
  }

  readonly read = (): Date => new Date(this.#now);

  forward({ seconds = 0, minutes = 0, hours = 0 }: { seconds?: number; minutes?: number; hours?: number }): void {
    this.#now += ((hours * 60 + minutes) * 60 + seconds) * 1000;
  }
}

/** An org with nothing in it but the guardian's own client. */
export function smallOrg(
  clock: HandClock,
  settings: Partial<WorldSettings> = {},
  guardian: GuardianOptions = {},
): World {
  const world = new World({ org: { name: 'Small org' }, clock: clock.read, settings });
  addGuardian(world, guardian);
  return world;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; looks into it are tests' own business. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are asserted field by field
  readonly body: any;
}

/** A simulator with a caller that holds a token. Every exchange is checked against the API definition at the end. */
export class Bench {
  readonly simulator: Simulator;
  #token = '';

  private constructor(simulator: Simulator) {
    this.simulator = simulator;
  }

  static async start(options: SimulatorOptions): Promise<Bench> {
    const bench = new Bench(await startSimulator({ recordResponses: true, ...options }));
    running.push(bench);
    const reply = await bench.login();
    bench.#token = reply.body.access_token;
    return bench;
  }

  login(credentials: Credentials = this.simulator.credentials, form = 'grant_type=client_credentials'): Promise<Reply> {
    const basic = Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString('base64');
    return send(`${this.simulator.url}/login/oauth/token`, {
      method: 'POST',
      headers: { Authorization: `Basic ${basic}`, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: form,
    });
  }

  get(path: string, token = this.#token): Promise<Reply> {
    return send(`${this.simulator.url}${path}`, { headers: { Authorization: `Bearer ${token}` } });
  }

  post(path: string, body: unknown): Promise<Reply> {
    return send(`${this.simulator.url}${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${this.#token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }
}

const running: Bench[] = [];

afterEach(async () => {
  const benches = running.splice(0);
  await Promise.all(benches.map(({ simulator }) => simulator.close()));
  const requests = benches.flatMap(({ simulator }) => simulator.requests);
  expect(requests.filter(({ failure }) => failure !== undefined)).toEqual([]);
  expect(requests.filter(isOrdinary).flatMap(validateExchange)).toEqual([]);
});

/** Leaves out the token service, answers broken on purpose, calls wrong on purpose, and pages that are not documented. */
function isOrdinary({ path, query, faults, status }: RequestLog): boolean {
  if (path === '/api/v2/oauth/clients' && query.length > 0) return false;
  return path.startsWith('/api/v2/') && faults.length === 0 && status !== 400 && status !== 404;
}

async function send(url: string, init: RequestInit): Promise<Reply> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: asJson(text) };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
