import { dayOf } from '../../domain/day.ts';
import { type CallersOf, knownCallers } from '../../jobs/catalogue/callers.ts';
import { catalogueInUse, catalogueToReplace, provenanceOf } from '../../jobs/catalogue/catalogue-file.ts';
import { describeCatalogue } from '../../jobs/catalogue/describe-catalogue.ts';
import { updateCatalogue } from '../../jobs/catalogue/update-catalogue.ts';
import type { CatalogueBench } from '../catalogue-bench.ts';
import { updateDocument } from '../render/catalogue-document.ts';
import { catalogueShownText, catalogueUpdateText } from '../render/catalogue-text.ts';
import { type Answer, type CommandIo, EXIT, type ReadingBench } from '../workbench.ts';

export interface CatalogueUpdateCommand {
  readonly org?: string;
  readonly from?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

/** Takes the live definition of the org's region, shows what changed, and keeps it on this machine. */
export async function catalogueUpdateCommand(
  bench: ReadingBench,
  catalogue: CatalogueBench,
  options: CatalogueUpdateCommand,
  io: CommandIo,
): Promise<Answer> {
  const org = bench.org(options.org);
  const before = await catalogueToReplace(catalogue.file);
  if (before.damage !== undefined) io.note?.(`${catalogue.file.path} is damaged and will be replaced`);
  const about = { org, onProgress: io.progress };
  io.progress('reading the definition of the API');
  const given = await catalogue.definition({ ...about, ...(options.from !== undefined && { from: options.from }) });
  io.progress('reading which permissions divisions restrict');
  const awareness = await catalogue.divisionAwareness(about);
  const update = await updateCatalogue({
    given,
    before,
    awareness,
    file: catalogue.file,
    today: dayOf(bench.clock.now()),
    isDryRun: options.dryRun === true,
    isForced: options.force === true,
  });
  const callersOf: CallersOf | undefined = await knownCallers(await bench.store(), org.name);
  const shownBy = { path: catalogue.file.path, callersOf };
  return {
    document: updateDocument(update, shownBy),
    text: (paper) => catalogueUpdateText(update, { ...shownBy, paper }),
    exitCode: EXIT.nothingOpen,
  };
}

/** Which catalogue answers go by, and what is in it. */
export async function catalogueShowCommand({ file }: Pick<CatalogueBench, 'file'>): Promise<Answer> {
  const inUse = await catalogueInUse(file);
  const shown = { ...provenanceOf(inUse), ...describeCatalogue(inUse.catalogue) };
  return {
    document: { schema: 1, ...shown, path: shown.path ?? null },
    text: (paper) => catalogueShownText(shown, paper),
    exitCode: EXIT.nothingOpen,
  };
}
