import type { Scope } from '../domain/scope.ts';
import { isReadonlyScope, scopesBeyond, writingForm } from '../domain/scope.ts';
import { clientScreen, orWriteOut } from './fix-steps.ts';
import { whereRestrictedBy } from './restricted-by.ts';
import type { ClientFacts, ClientRule, RuleContext, Verdict } from './rule.ts';
import { compliant, unknownBecause, violatedBy } from './rule.ts';
import { enforcementNote } from './scope-enforcement.ts';

/** "Select all": nearly the whole catalogue of scopes, or every one that writes. */
export const scopesExcessive: ClientRule = {
  id: 'scopes-excessive',
  scope: 'client',
  defaultSeverity: 'critical',
  needs: ['clients'],
  doc: {
    what:
      'The client holds nearly every scope that exists (`thresholds.excessiveScopeShare`, 90 % or more), or every ' +
      'scope that is not readonly.',
    why: 'That is what "select all" leaves behind: the scopes no longer restrict the vendor at all.',
    when:
      'Only for grant types that scopes restrict. Counted by effect: `x` holds `x:readonly` as well. The catalogue is ' +
      "that of Genesys' API definition of July 2026.",
    fix: "Take away every scope that the vendor's app does not call for; `guardian advise` names the least set.",
    silence:
      "Write every single scope into the vendor's `scopes` in guardian.yaml: whoever does that means it. A first " +
      'sighting or an accept does not silence it.',
  },
  judge: (facts, context) => whereRestrictedBy('scopes', facts, () => judgeScopes(facts, context)),
};

function judgeScopes(facts: ClientFacts, context: RuleContext): Verdict {
  const { scopes } = facts.access;
  if (context.scopeCatalogue.length === 0) return unknownBecause('The catalogue of scopes is empty.');
  const kind = excess(scopes, context);
  if (!kind || isWrittenOut(scopes, facts)) return compliant;
  return violatedBy([
    {
      subject: 'scopes',
      severity: 'critical',
      title: kind === 'catalogue' ? 'Nearly every scope that exists is held' : 'Every scope that writes is held',
      because:
        'Somebody chose "select all": the scopes no longer keep this app from anything that its users may do.' +
        enforcementNote(context.org),
      evidence: { scopes },
      fix: [
        `\`guardian advise --client ${facts.client.id}\`: see which scopes the app's calls need.`,
        `${clientScreen(facts.client, 'Scope')}: remove the others and save.`,
        orWriteOut(facts, 'every scope that it may hold into `scopes`'),
      ],
    },
  ]);
}

function excess(scopes: readonly Scope[], { scopeCatalogue, thresholds }: RuleContext): 'catalogue' | 'writing' | null {
  const writing = writingScopes(scopeCatalogue);
  const wanted = scopeCatalogue.length * thresholds.excessiveScopeShare;
  // A scope stands for itself and its readonly form at most: so few can be neither nearly all nor all that write.
  if (scopes.length < Math.min(wanted / 2, writing.length)) return null;
  const held = new Set(scopes);
  const isHeld = (scope: Scope) => held.has(scope) || held.has(writingForm(scope));
  if (scopeCatalogue.filter(isHeld).length >= wanted) return 'catalogue';
  return writing.length > 0 && writing.every(isHeld) ? 'writing' : null;
}

const writingByCatalogue = new WeakMap<readonly Scope[], readonly Scope[]>();

/** The scopes of a catalogue that write: the same for every client. */
function writingScopes(catalogue: readonly Scope[]): readonly Scope[] {
  const known = writingByCatalogue.get(catalogue);
  if (known) return known;
  const writing = catalogue.filter((scope) => !isReadonlyScope(scope));
  writingByCatalogue.set(catalogue, writing);
  return writing;
}

function isWrittenOut(scopes: readonly Scope[], { vendor }: ClientFacts): boolean {
  return vendor?.scopes !== undefined && scopesBeyond(scopes, vendor.scopes).length === 0;
}
