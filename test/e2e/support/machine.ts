import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Desk } from './guardian.ts';

/** Disks can be made small or read-only by root on Linux only. */
export const CAN_MOUNT =
  process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0;

/** Mounts a folder of its own on a desk; call `unmount` when done. */
export function mountAt(desk: Desk, name: string, size: string) {
  const folder = join(desk.folder, name);
  mkdirSync(folder);
  run('mount', '-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder);
  return {
    folder,
    remount: (options: string) => run('mount', '-o', `remount,${options}`, folder),
    unmount: () => run('umount', '--lazy', folder),
  };
}

function run(command: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}

/** A host that takes connections and never answers. */
export interface SilentHost {
  readonly url: string;
  /** Connections so far. */
  readonly calls: () => number;
  close(): Promise<void>;
}

export async function silentHost(): Promise<SilentHost> {
  const sockets = new Set<Socket>();
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    sockets.add(socket);
    socket.on('error', () => {});
  });
  const port = await listening(server);
  return {
    url: `http://127.0.0.1:${port}`,
    calls: () => calls,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A port at which nobody listens any more. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
