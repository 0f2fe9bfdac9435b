import type { Day } from '../../domain/day.ts';
import { advise, isAdvice, type NoAdvice } from '../../privilege/advice/index.ts';
import {
  type Advised,
  advisedGrant,
  approvedGrant,
  hclFile,
  letterFile,
  manifestFile,
  planFiles,
  type ReadyFile,
  roleFiles,
} from '../../privilege/apply/index.ts';
import type { Catalogue } from '../../privilege/catalogue/catalogue.ts';
import { platformCatalogue } from '../../privilege/catalogue/platform-catalogue.ts';
import type { Answered } from './advice.ts';
import { type EvidenceSource, eachEvidence, evidenceGround } from './client-evidence.ts';

export type { ReadyFile } from '../../privilege/apply/index.ts';

/** The forms in which advice can be applied. */
export const READY_FORMATS = ['role', 'hcl', 'manifest', 'letter', 'plan'] as const;
export type ReadyFormat = (typeof READY_FORMATS)[number];

export interface ReadyQuery extends EvidenceSource {
  /** What operations need. Default: the catalogue that comes with the guardian. */
  readonly catalogue?: Catalogue;
  readonly clientId: string;
  readonly format: ReadyFormat;
  /** First UTC day of the plan and of what the vendor is told. */
  readonly start: Day;
}

export interface ReadyAnswer extends Answered {
  readonly files: readonly ReadyFile[];
  /** What to know before they are applied, in words. */
  readonly notes: readonly string[];
  readonly unadvised?: NoAdvice;
}

/** The advice for one client in a form that can be applied; no files where there is nothing of this form. */
export async function findReady(query: ReadyQuery): Promise<ReadyAnswer> {
  const ground = await evidenceGround(query);
  if (!ground) return { files: [], notes: [] };
  const { now, config, org, clientId, catalogue = platformCatalogue() } = query;
  const context = { catalogue, now, thresholds: config.thresholds, enforceScopes: org.enforceScopes };
  const answered = { run: ground.run, window: ground.window };
  const [made] = await eachEvidence(query, ground, [clientId], (evidence): ReadyAnswer => {
    const advice = advise(evidence, context);
    if (!isAdvice(advice)) return { ...answered, files: [], notes: [], unadvised: advice };
    const advised = { advice, evidence, catalogue };
    return { ...answered, files: filesOf(advised, query), notes: advisedGrant(advised).notes };
  });
  return made ?? { ...answered, files: [], notes: [] };
}

function filesOf(advised: Advised, { format, start }: ReadyQuery): readonly ReadyFile[] {
  switch (format) {
    case 'role':
      return roleFiles(advisedGrant(advised).roles);
    case 'hcl':
      return [hclFile(advisedGrant(advised))];
    case 'manifest':
      return [manifestFile(approvedGrant(advised))];
    case 'letter':
      return [letterFile(advised, start)];
    case 'plan':
      return planFiles(advised, start);
    default:
      return format satisfies never;
  }
}
