import { PassThrough } from 'node:stream';
import type { ActingBench } from '../../../lib/cli/acting-bench.ts';
import type { CatalogueBench } from '../../../lib/cli/catalogue-bench.ts';
import type { Surroundings } from '../../../lib/cli/command-line.ts';
import type { ManifestDesk } from '../../../lib/cli/manifest-desk.ts';
import { runCli } from '../../../lib/cli/program.ts';
import type { Workbench } from '../../../lib/cli/workbench.ts';
import { FrozenClock } from '../../../lib/clock.ts';
import { parseConfig } from '../../../lib/config/index.ts';
import { UsageError } from '../../../lib/errors.ts';
import type { Store } from '../../../lib/ports.ts';
import { RULES } from '../../../lib/rules/index.ts';
import { openEmbeddedStore } from '../../../lib/store/index.ts';

export const NOW = '2026-11-20T10:00:00.000Z';

const MANIFEST = `orgs: [{ name: prod }]
vendors:
  - { name: Acme Recorder, owner: Voice, clients: ["Acme *"] }
  - { name: Northwind CRM, owner: Sales, clients: ["Northwind *"] }
`;

/** What one call printed, and how it ended. */
export interface Called {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A store in memory for a block of tests. */
export function memoryStore(): { readonly current: Store } {
  let store: Store | undefined;
  beforeAll(async () => {
    store = await openEmbeddedStore({});
  });
  afterAll(() => store?.close());
  return {
    get current() {
      if (!store) throw new Error('the store is not open yet');
      return store;
    },
  };
}

/** Calls the command line in this process: real parser and commands, a store in memory, streams that are kept. */
export async function call(
  args: readonly string[],
  options: {
    readonly store?: Store;
    readonly columns?: number;
    readonly env?: Readonly<Record<string, string>>;
    readonly around?: Partial<Surroundings>;
  } = {},
): Promise<Called> {
  const stdout = streamOf(options.columns);
  const stderr = streamOf();
  const code = await runCli(args, {
    version: '1.2.3',
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: options.env ?? {},
    openWorkbench: async () => workbenchOn(options.store),
    openActing: async () => actingOn(options.store),
    openSetup: async () => {
      throw new Error('nothing to set up here');
    },
    openFiles: async () => {
      throw new Error('no files here');
    },
    openReports: async () => {
      throw new Error('no reports here');
    },
    openHub: async () => {
      throw new Error('no Security Hub here');
    },
    openManifests: async () => noManifests,
    openCatalogue: async () => bundledCatalogue,
    start: async () => {
      throw new Error('nothing to start here');
    },
    ...options.around,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** A machine without a guardian.yaml, and without a snapshot. */
export const noManifests: ManifestDesk = {
  clock: new FrozenClock(NOW),
  rules: RULES,
  read: () => {
    throw new Error('no manifest here');
  },
  readSnapshot: async () => {
    throw new Error('no snapshot here');
  },
  propose: () => {
    throw new Error('nothing to propose here');
  },
  merge: () => {
    throw new Error('nothing to add to here');
  },
  write: async () => {
    throw new Error('nothing to write here');
  },
};

/** A machine that keeps no catalogue of its own. */
const bundledCatalogue: CatalogueBench = {
  file: {
    path: '/home/sam/.guardian/catalogue.txt',
    read: async () => undefined,
    write: async () => {
      throw new Error('nothing to write here');
    },
  },
  definition: async () => {
    throw new Error('no definition here');
  },
  divisionAwareness: async () => undefined,
};

/** The same for commands by which somebody decides: Sam, who has no guardian.yaml unless a test says so. */
export function actingOn(store: Store | undefined, differences: Partial<ActingBench> = {}): ActingBench {
  return {
    ...workbenchOn(store),
    person: 'sam',
    manifest: () => {
      throw new UsageError('there is no guardian.yaml here');
    },
    ...differences,
  };
}

export function workbenchOn(store: Store | undefined): Workbench {
  const { config } = parseConfig(MANIFEST, 'guardian.yaml');
  return {
    clock: new FrozenClock(NOW),
    rules: RULES,
    config,
    org: () => {
      const org = config.orgs?.[0];
      if (!org) throw new Error('no org');
      return org;
    },
    store: async () => {
      if (!store) throw new Error('no store here');
      return store;
    },
    source: async () => {
      throw new Error('no org to read here');
    },
    compose: () => [],
    plainNotice: () => {
      throw new Error('no notice here');
    },
    testMessage: () => {
      throw new Error('no test alert here');
    },
    sinks: () => [],
    channelChecks: async () => [],
    close: async () => {},
  };
}

/** A stream that keeps what is written, and is a terminal where it has columns. */
function streamOf(columns?: number): { readonly stream: NodeJS.WriteStream; text(): string } {
  let text = '';
  const stream = new PassThrough();
  stream.on('data', (part: Buffer) => {
    text += part.toString();
  });
  const isTTY = columns !== undefined;
  return { stream: Object.assign(stream, { isTTY, columns }) as unknown as NodeJS.WriteStream, text: () => text };
}
