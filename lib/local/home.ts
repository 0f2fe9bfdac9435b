import { isAbsolute, join } from 'node:path';

/** What lies where in the folder of `GUARDIAN_HOME`. The demo's history is kept apart from that of real orgs. */
export interface Home {
  readonly folder: string;
  readonly database: string;
  readonly demoDatabase: string;
  readonly outbox: string;
}

export function homeAt(path: string, workingFolder: string): Home {
  const folder = isAbsolute(path) ? path : join(workingFolder, path);
  return {
    folder,
    database: join(folder, 'db'),
    demoDatabase: join(folder, 'demo-db'),
    outbox: join(folder, 'outbox'),
  };
}
