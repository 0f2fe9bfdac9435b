/** The part of dynalite that the embedded engine uses; the package has no types of its own. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    /** Folder of the LevelDB database; in memory where it is absent. */
    readonly path?: string;
    /** Milliseconds for which a new table is not yet active. */
    readonly createTableMs?: number;
  }

  export default function dynalite(options?: DynaliteOptions): Server;
}
