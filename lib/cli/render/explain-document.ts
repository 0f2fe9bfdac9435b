import type { CatalogueProvenance } from '../../jobs/catalogue/catalogue-file.ts';
import type { Explained } from '../../jobs/queries/explain.ts';
import type { RedirectExplanation } from '../../jobs/queries/explain-redirect.ts';
import type { ExplainedClient } from '../../jobs/queries/explained-client.ts';
import type { Answer } from '../workbench.ts';

/** What an explanation was made from. */
export interface ExplainedAbout {
  readonly org: string;
  readonly at: string | null;
  readonly catalogue: CatalogueProvenance;
  /** True where the history is that of a deployed guardian: the catalogue is this machine's all the same. */
  readonly isDeployed: boolean;
}

export function explainDocument(explained: Explained, { org, at, catalogue }: ExplainedAbout): Answer['document'] {
  const { asOf, subject, notices, error, difference, verdict, because, fix, usage } = explained;
  return {
    schema: 1,
    about: 'call',
    org,
    asOf,
    at,
    catalogue,
    client: subjectDocument(subject),
    notices,
    error: error && {
      status: error.status ?? null,
      code: error.code ?? null,
      message: error.message ?? null,
      correlationId: error.correlationId ?? null,
      retryAfterSeconds: error.retryAfterSeconds ?? null,
      matter: error.matter,
      means: error.means,
      names: error.names,
    },
    call: callDocument(explained),
    difference,
    verdict,
    because,
    missing: {
      ...explained.missing,
      divisions: explained.missing.divisions.map((id) => divisionDocument(id, explained)),
    },
    held: explained.held.map(({ permission, places }) => ({
      permission,
      places: places.map(({ divisionId, roleId, isConditional }) => ({
        division: divisionDocument(divisionId, explained),
        role: { id: roleId, name: explained.names.role(roleId) },
        conditional: isConditional,
      })),
    })),
    roles: explained.roles.map(({ isConditional, isHeld, ...role }) => ({
      ...role,
      conditional: isConditional,
      held: isHeld,
    })),
    fix: { steps: fix.steps, role: fix.role ?? null },
    usage,
    complete: explained.isComplete,
  };
}

export function redirectDocument(
  { nearest, ...explanation }: RedirectExplanation,
  {
    org,
    at,
    asOf,
    subject,
  }: Pick<ExplainedAbout, 'org' | 'at'> & { readonly asOf: string | null; readonly subject: ExplainedClient },
): Answer['document'] {
  return {
    schema: 1,
    about: 'redirect',
    org,
    asOf,
    at,
    client: subjectDocument(subject),
    notices: subject.notices,
    ...explanation,
    nearest: nearest && {
      uri: nearest.expected,
      position: nearest.position,
      differences: nearest.differences,
      distance: nearest.distance,
      lines: [nearest.lines.expected, nearest.lines.actual, nearest.lines.marker],
    },
  };
}

function subjectDocument(subject: ExplainedClient | null) {
  return (
    subject && {
      id: subject.id,
      name: subject.name,
      kind: subject.kind,
      grantType: subject.client?.grantType ?? null,
      state: subject.client?.state ?? null,
    }
  );
}

function callDocument({ call }: Explained) {
  if (!call) return null;
  const { method, path, match, scopes } = call;
  const shared = { method, path };
  if (match.kind === 'unmapped') {
    const candidates = 'candidates' in match ? match.candidates.map((one) => one.template) : [];
    const methods = 'methods' in match ? match.methods : [];
    return { ...shared, template: null, why: match.why, candidates, methods, needs: null };
  }
  const { operation } = match;
  const needs = {
    scopes,
    kind: operation.kind,
    permissions: operation.permissions,
    permissionsKnown: call.permissionsKnown,
    divisionAware: operation.divisionAware ?? null,
    deprecated: operation.deprecated,
  };
  return { ...shared, template: operation.template, why: null, candidates: [], methods: [], needs };
}

function divisionDocument(id: string, { names }: Pick<Explained, 'names'>) {
  return { id, name: names.division(id) };
}
