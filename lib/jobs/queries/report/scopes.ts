import type { ClientApproval } from '../../../domain/approval.ts';
import type { OAuthClient } from '../../../domain/client.ts';
import type { ReportScope, Used } from '../../../domain/report.ts';
import { scopesCover } from '../../../domain/scope.ts';
import { scopeRisk } from '../../../domain/scope-catalogue.ts';

/** Every scope that is held or approved, by name. Compared by effect: who holds `users` holds `users:readonly`. */
export function scopesOf(
  { scopes }: Pick<OAuthClient, 'scopes'>,
  approval: ClientApproval,
  used: (name: string) => Used,
): ReportScope[] {
  const approved = approval.scopes?.value ?? [];
  return [...new Set([...scopes, ...approved])].sort().map((name) => ({
    name,
    isApproved: scopesCover(approved, name),
    isHeld: scopesCover(scopes, name),
    used: used(name),
    severity: scopeRisk(name).severity,
  }));
}
