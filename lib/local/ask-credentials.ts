import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { ClientCredentials } from '../cli/commands/setup.ts';
import { ENV } from '../env.ts';
import { UsageError } from '../errors.ts';

export interface AskOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadStream;
  readonly stderr: NodeJS.WriteStream;
}

/**
 * The credentials of the environment, else those that somebody types in; the secret does not show.
 *
 * @throws UsageError where nobody can be asked, or nothing is given
 */
export async function askCredentials({ env, stdin, stderr }: AskOptions): Promise<ClientCredentials> {
  const known = { clientId: env[ENV.clientId]?.trim(), clientSecret: env[ENV.clientSecret]?.trim() };
  if (known.clientId && known.clientSecret) return { clientId: known.clientId, clientSecret: known.clientSecret };
  if (!stdin.isTTY) throw new UsageError(`set ${ENV.clientId} and ${ENV.clientSecret}: there is nobody to ask`);
  let isHidden = false;
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      if (!isHidden) stderr.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: stdin, output, terminal: true });
  try {
    const clientId = known.clientId || (await lines.question("Id of the guardian's OAuth client: ")).trim();
    stderr.write('Its secret (not shown): ');
    isHidden = true;
    const clientSecret = (await lines.question('')).trim();
    stderr.write('\n');
    if (clientId && clientSecret) return { clientId, clientSecret };
    throw new UsageError('an id and a secret are needed');
  } finally {
    lines.close();
  }
}
