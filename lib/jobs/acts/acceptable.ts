import type { Finding } from '../../domain/finding.ts';
import { severityRank } from '../../domain/severity.ts';
import { byText } from '../../domain/text-order.ts';
import type { Rule } from '../../rules/rule.ts';

/** A client whose present state is beyond what is approved. */
export interface Acceptable {
  readonly client: Finding['client'];
  readonly vendor: string | null;
  /** Worst first. */
  readonly findings: readonly Finding[];
}

/** Clients that `accept` is for: those with open findings that only compare with what is approved. */
export function acceptableClients(unresolved: readonly Finding[], rules: readonly Rule[]): Acceptable[] {
  const comparing = new Set(rules.filter(isAboutApproval).map(({ id }) => id));
  const byClient = new Map<string, Finding[]>();
  for (const finding of unresolved) {
    if (finding.state !== 'open' || !comparing.has(finding.rule)) continue;
    byClient.set(finding.client.id, [...(byClient.get(finding.client.id) ?? []), finding]);
  }
  return [...byClient.values()]
    .map((findings) => [...findings].sort(worstFirst))
    .flatMap((findings) => {
      const [worst] = findings;
      return worst ? [{ client: worst.client, vendor: worst.vendor, findings }] : [];
    })
    .sort((a, b) => byText(a.client.name, b.client.name) || byText(a.client.id, b.client.id));
}

/** A client that nobody announced is approved by accepting it, though its rule compares it with nothing. */
function isAboutApproval(rule: Rule): boolean {
  return rule.id === 'client-created' || (rule.scope === 'client' && rule.isDrift === true);
}

function worstFirst(a: Finding, b: Finding): number {
  return severityRank(a.severity) - severityRank(b.severity) || byText(a.id, b.id);
}
