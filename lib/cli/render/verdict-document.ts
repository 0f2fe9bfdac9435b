import type { ManifestVerdict } from '../../domain/manifest-verdict.ts';
import type { Answer } from '../workbench.ts';

/** `guardian manifest check --json`: docs/json.md. */
export function verdictDocument(verdict: ManifestVerdict): Answer['document'] {
  const { file, problems, orgs, vendors, judged, compared, remarks } = verdict;
  return {
    schema: 1,
    file,
    ok: problems.length === 0,
    problems,
    orgs,
    vendors,
    judged: judged ?? null,
    compared: compared ?? null,
    remarks,
  };
}
