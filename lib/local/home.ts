import { isAbsolute, join } from 'node:path';

/** What lies where in the folder of `GUARDIAN_HOME`. The demo's history is kept apart from that of real orgs. */
export interface Home {
  readonly folder: string;
  /** Folders of the embedded store: real orgs, and the demo org. */
  readonly database: string;
  readonly demoDatabase: string;
  /** Mails, one file each. */
  readonly outbox: string;
}

export function homeAt(path: string, workingFolder: string): Home {
  const folder = isAbsolute(path) ? path : join(workingFolder, path);
  return {
    folder,
    database: folder,
    demoDatabase: join(folder, 'demo'),
    outbox: join(folder, 'outbox'),
  };
}
