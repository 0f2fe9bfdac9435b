import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from '../../lib/domain/run.ts';
import { ENV } from '../../lib/env.ts';
import { Child } from './channel.ts';
import { manifestOf, type RemoteSimulator, START } from './generated-org.ts';
import { type ProcessCost, processCostSchema } from './scan-protocol.ts';
import type { Opened } from './simulator-protocol.ts';

/** A generated org and a folder of the guardian's, scanned by one process after the other. */
export class ScannedOrg {
  readonly #simulator: RemoteSimulator;
  readonly #opened: Opened;
  readonly #folder: string;
  #now = new Date(START);

  private constructor(simulator: RemoteSimulator, opened: Opened, folder: string) {
    this.#simulator = simulator;
    this.#opened = opened;
    this.#folder = folder;
  }

  /** Watches what the simulator serves now. */
  static async begin(simulator: RemoteSimulator, opened: Opened): Promise<ScannedOrg> {
    const folder = await mkdtemp(join(tmpdir(), 'guardian-bench-'));
    await writeFile(join(folder, 'guardian.yaml'), manifestOf(opened.vendors));
    return new ScannedOrg(simulator, opened, folder);
  }

  /** Lets some minutes pass, and scans in a new process. */
  async scan(job: Job, afterMinutes = 5): Promise<ProcessCost> {
    this.#now = new Date(this.#now.getTime() + afterMinutes * 60_000);
    await this.#simulator.setClock(this.#now);
    const { url, clientId, clientSecret } = this.#opened;
    const env = {
      [ENV.gateway]: url,
      [ENV.clientId]: clientId,
      [ENV.clientSecret]: clientSecret,
      [ENV.config]: join(this.#folder, 'guardian.yaml'),
      [ENV.home]: join(this.#folder, 'home'),
      [ENV.now]: this.#now.toISOString(),
    };
    const child = new Child(new URL('./scan-process.ts', import.meta.url), { env });
    try {
      return await child.ask({ job }, processCostSchema);
    } finally {
      await child.close();
    }
  }

  /** Removes the folder; the simulator stays. */
  async end(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
