import { basename, join } from 'node:path';
import type { CatalogueBench, DefinitionQuery } from '../cli/catalogue-bench.ts';
import { ENV } from '../env.ts';
import { UsageError } from '../errors.ts';
import type { GivenDefinition } from '../jobs/catalogue/update-catalogue.ts';
import { catalogueFileAt } from './catalogue-file.ts';
import { readText } from './text-input.ts';
import { type LocalSetup, localSetup, type Machine } from './workbench.ts';

/** Ten times what the definition of 2026 has. */
const MOST_MEBIBYTES = 128;

/** The catalogue of this machine, in the folder of `GUARDIAN_HOME`, and where a newer one is read. */
export function localCatalogue(machine: Machine, configFile?: string): CatalogueBench {
  const setup = localSetup(machine, configFile);
  return {
    file: catalogueFileAt(join(setup.home.folder, 'catalogue.txt')),
    definition: async ({ from, ...query }) => {
      if (from === undefined) return servedBy(placeOf(setup, query), query);
      if (/^https?:\/\//i.test(from)) return servedBy({ url: from }, query);
      return inFile(from, machine.workingFolder);
    },
    divisionAwareness: async ({ org, onProgress }) => {
      const { connection } = setup.environment;
      if (connection.kind === 'demo') return undefined;
      const { readPermissionCatalogue } = await import('../genesys/index.ts');
      const { clientId, clientSecret, gateway } = connection;
      const region = setup.region ?? org.region;
      return readPermissionCatalogue({
        ...(gateway && { gateway }),
        ...(region && { region }),
        credentials: async () => ({ clientId, clientSecret: clientSecret.reveal() }),
        share: setup.config.thresholds.apiShare,
        now: () => setup.clock.now(),
        onProgress,
      });
    },
  };
}

interface Place {
  readonly region?: string;
  readonly gateway?: string;
  readonly url?: string;
}

/** The region of the org. The definition needs no credentials, so a region alone is enough. */
function placeOf({ environment, region }: LocalSetup, { org }: Omit<DefinitionQuery, 'from'>): Place {
  const { connection } = environment;
  const gateway = connection.kind === 'demo' ? undefined : connection.gateway;
  const known = region || org.region;
  if (gateway) return { gateway };
  if (known) return { region: known };
  throw new UsageError(
    `the demo org has no definition worth keeping: name your region with ${ENV.region} (no credentials are needed), or a definition with --from`,
  );
}

async function servedBy(place: Place, { onProgress }: Omit<DefinitionQuery, 'from'>): Promise<GivenDefinition> {
  const { fetchDefinition, GenesysError } = await import('../genesys/index.ts');
  try {
    const { json, url } = await fetchDefinition({ ...place, mostBytes: MOST_MEBIBYTES * 1024 * 1024, onProgress });
    return { source: `${DEFINITION}, ${new URL(url).host}`, content: { json } };
  } catch (error) {
    if (!(error instanceof GenesysError)) throw error;
    throw new UsageError(
      `the definition could not be read: ${error.message}. Or fetch it yourself, and name the file with --from`,
    );
  }
}

const DEFINITION = 'Genesys Cloud Platform API definition';

async function inFile(name: string, workingFolder: string): Promise<GivenDefinition> {
  const text = await readText(name, { workingFolder, mostMebibytes: MOST_MEBIBYTES, tooLarge: 'no definition is' });
  // Provenance is one line of words, whatever the file is called.
  const source = `${DEFINITION}, file ${basename(name)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()}`;
  if (text.startsWith('guardian-catalogue ')) return { source, content: { text } };
  try {
    return { source, content: { json: JSON.parse(text) } };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`${name} is neither JSON nor a catalogue: a definition (Swagger 2.0, JSON) is expected`);
  }
}
