import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsDoor } from './door.ts';
import { endGroup, mustRun, run } from './subprocess.ts';
import { eventually } from './waiting.ts';

/** Not the default region of anything: what forgets to look at its region shows. */
export const REGION = 'eu-central-1';
export const ACCOUNT = '000000000000';

/** The Node that functions run on, as Lambda's `NODEJS_24_X` has it. */
const FUNCTION_NODE = '24.21.0';

/** Stays for whoever wants to know why a run failed. */
export const LOG_FILE = join(__dirname, '..', '..', '..', 'aws-e2e.log');

/** An AWS account on this machine. */
export interface Emulator {
  readonly door: AwsDoor;
  /** The environment with which programs reach it, and nothing else of this machine but the path. */
  readonly env: Readonly<Record<string, string>>;
  /** What it said, the functions' output included. */
  log(): string;
  stop(): Promise<void>;
}

/** Installs the emulator and the functions' Node into a throw-away folder, and starts it there. */
export async function startEmulator(folder: string): Promise<Emulator> {
  const home = join(folder, 'home');
  const temporary = join(folder, 'tmp');
  for (const path of [home, temporary]) mkdirSync(path);
  const path = process.env.PATH ?? '';
  const base = { HOME: home, TMPDIR: temporary, TZ: 'UTC', LANG: 'C.UTF-8' };
  const [python, node] = await Promise.all([installMiniStack(folder), installNode(folder)]);

  const socket = join(folder, 'aws.sock');
  const door = await AwsDoor.open(socket);
  const keys = {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ENDPOINT_URL: door.url,
  };
  const child = spawn(python.program, [join(__dirname, 'emulator.py'), socket], {
    cwd: folder,
    detached: true,
    // It ends with its standard input, and so also when this process is killed.
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...base,
      ...python.env,
      ...keys,
      PATH: `${node}:${path}`,
      MINISTACK_HOST: '127.0.0.1',
      MINISTACK_REGION: REGION,
      GATEWAY_PORT: String(door.port),
      STATE_DIR: join(folder, 'state'),
      S3_DATA_DIR: join(folder, 's3'),
    },
  });
  const log = createWriteStream(LOG_FILE);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const emulator: Emulator = {
    door,
    env: {
      ...base,
      ...keys,
      // Buckets by path: there is no name service for buckets on 127.0.0.1.
      AWS_ENDPOINT_URL_S3: door.url,
      PATH: path,
    },
    log: () => readFileSync(LOG_FILE, 'utf8'),
    stop: async () => {
      await endGroup(child);
      await door.close();
      log.end();
    },
  };
  try {
    await eventually('the emulator to answer', () => answers(socket, door, child.exitCode), { seconds: 60 });
    return emulator;
  } catch (error) {
    await emulator.stop();
    throw error;
  }
}

async function answers(socket: string, { url }: AwsDoor, exitCode: number | null): Promise<true | undefined> {
  if (exitCode !== null) throw new Error(`The emulator ended at once: see ${LOG_FILE}`);
  if (!existsSync(socket)) return undefined;
  const { ok } = await fetch(`${url}/_ministack/health`);
  return ok ? true : undefined;
}

interface Python {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A virtual environment; a plain folder where Python came without the parts that make one (Debian). */
async function installMiniStack(folder: string): Promise<Python> {
  const options = { cwd: folder, env: process.env };
  const venv = join(folder, 'venv');
  const install = ['install', '--quiet', '--disable-pip-version-check', '--requirement', REQUIREMENTS];
  const made = await run('python3', ['-m', 'venv', venv], options);
  if (made.code === 0) {
    const program = join(venv, 'bin', 'python');
    await mustRun(program, ['-m', 'pip', ...install], options);
    return { program, env: {} };
  }
  const site = join(folder, 'site');
  const installed = await run('python3', ['-m', 'pip', ...install, '--target', site], options);
  if (installed.code === 0) return { program: 'python3', env: { PYTHONPATH: site } };
  throw new Error(
    `MiniStack cannot be installed: Python 3.10 or newer is needed, with venv or pip (Debian: python3-venv).\n` +
      `${made.stdout}${made.stderr}\n${installed.stderr}`,
  );
}

const REQUIREMENTS = join(__dirname, 'requirements.txt');

/** The folder of a Node of the version that Lambda has: the machine's own may be older. */
async function installNode(folder: string): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`;
  const prefix = join(folder, 'node');
  mkdirSync(prefix);
  const install = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', prefix, `${name}@${FUNCTION_NODE}`];
  await mustRun('npm', install, { cwd: prefix, env: process.env });
  return join(prefix, 'node_modules', name, 'bin');
}
