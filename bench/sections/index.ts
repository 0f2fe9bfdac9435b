import type { Section } from '../support/report.ts';
import { advice } from './advice.ts';
import { calls } from './calls.ts';
import { day } from './day.ts';
import { decide } from './decide.ts';
import { faults } from './faults.ts';
import { largest } from './largest.ts';
import { load } from './load.ts';
import { noisy } from './noisy.ts';
import { optimum } from './optimum.ts';
import { orgs } from './orgs.ts';
import { queries } from './queries.ts';
import { quiet } from './quiet.ts';
import { replay } from './replay.ts';
import { report } from './report.ts';
import { samples } from './samples.ts';
import { start } from './start.ts';
import { usage } from './usage.ts';

/** All sections, in the order in which they run. */
export const SECTIONS: readonly Section[] = [
  calls,
  decide,
  quiet,
  usage,
  replay,
  report,
  largest,
  optimum,
  advice,
  faults,
  samples,
  queries,
  orgs,
  day,
  load,
  noisy,
  start,
];
