import { z } from 'zod';

/**
 * The documents of `--json`, as the product's contract writes them. Objects are strict: a field that nobody wrote down
 * is a promise that nobody made.
 */

const Time = z.iso.datetime();
const Severity = z.enum(['critical', 'high', 'medium', 'low', 'info']);
const State = z.enum(['open', 'acknowledged', 'waived', 'resolved']);
const Schema = z.literal(1);

const Change = z.strictObject({
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(z.strictObject({ name: z.string(), from: z.string(), to: z.string() })),
});

const Named = z.strictObject({ id: z.string().min(1), name: z.string().min(1) });

/** What somebody saw who decided. */
const Covered = z.strictObject({ evidence: z.record(z.string(), z.json()), severity: Severity });

export const FindingDocument = z.strictObject({
  id: z.string().regex(/^[a-z-]+-[0-9a-f]{12}$/),
  rule: z.string().regex(/^[a-z-]+$/),
  severity: Severity,
  state: State,
  org: z.string(),
  client: Named,
  vendor: z.string().nullable(),
  subject: z.string(),
  title: z.string().min(1),
  because: z.string().min(1),
  evidence: z.record(z.string(), z.json()),
  change: Change.optional(),
  fix: z.array(z.string()),
  actor: z
    .strictObject({
      id: z.string(),
      name: z.string().optional(),
      kind: z.enum(['user', 'client', 'unknown']),
      at: Time.optional(),
      source: z.enum(['audit', 'modifiedBy']),
    })
    .optional(),
  firstSeen: Time,
  lastSeen: Time,
  asOf: Time,
  staged: z.boolean().optional(),
  toldAt: Time.optional(),
  acknowledgement: z
    .strictObject({ owner: z.string(), note: z.string().optional(), by: z.string(), at: Time, covers: Covered })
    .optional(),
  waiver: z
    .strictObject({
      reason: z.string(),
      by: z.string(),
      at: Time,
      until: Time,
      source: z.enum(['command', 'manifest']),
      covers: Covered,
    })
    .optional(),
});

export const CauseDocument = z.strictObject({
  kind: z.enum([
    'found',
    'came-back',
    'grew',
    'escalated',
    'unstaged',
    'shrank',
    'gone',
    'rule-off',
    'acknowledged',
    'waived',
    'accepted',
    'reopened',
    'waiver-expired',
    'waiver-withdrawn',
  ]),
  by: z.string().min(1),
  note: z.string().optional(),
  was: Severity.optional(),
});

const Coverage = z.strictObject(
  Object.fromEntries(
    ['clients', 'roles', 'divisions', 'usage', 'authorizations', 'integrations', 'audits'].map((source) => [
      source,
      z.strictObject({
        status: z.enum(['complete', 'incomplete', 'skipped', 'failed']),
        count: z.int().nonnegative(),
        asOf: Time,
        reason: z.string().min(1).optional(),
      }),
    ]),
  ),
);

export const ScanDocument = z.strictObject({
  schema: Schema,
  org: z.strictObject({ id: z.string().nullable(), name: z.string(), genesysName: z.string().nullable() }),
  run: z.strictObject({
    id: z.string().min(1),
    sequence: z.int().positive(),
    job: z.enum(['configuration', 'usage', 'all']),
    startedAt: Time,
    finishedAt: Time,
    apiCalls: z.int().nonnegative(),
    isBaseline: z.boolean(),
    outcome: z.enum(['committed', 'covered']),
    warnings: z.array(z.string()),
  }),
  coverage: Coverage,
  transitions: z.array(z.strictObject({ from: State.nullable(), to: State, finding: FindingDocument })),
  open: z.strictObject({
    critical: z.int(),
    high: z.int(),
    medium: z.int(),
    low: z.int(),
    info: z.int(),
  }),
});

export const FindingsDocument = z.strictObject({
  schema: Schema,
  asOf: Time.nullable(),
  coverage: Coverage.nullable(),
  findings: z.array(FindingDocument),
});

const HistoryLine = {
  at: Time,
  run: z.string().min(1),
  from: State.nullable(),
  to: State,
  finding: FindingDocument,
  change: Change.optional(),
  cause: CauseDocument.optional(),
};

export const HistoryDocument = z.strictObject({
  schema: Schema,
  records: z.array(z.strictObject(HistoryLine)),
  next: z.string().min(1).optional(),
});

/** A line of `history --follow --json`. */
export const FollowedDocument = z.strictObject({ schema: Schema, ...HistoryLine });

export const MigrateDocument = z.strictObject({
  schema: Schema,
  org: z.string(),
  dryRun: z.boolean(),
  from: z.int(),
  to: z.int(),
  newest: z.int(),
  clients: z.int(),
  records: z.int(),
  entries: z.int(),
});

const acted = {
  schema: Schema,
  org: z.string(),
  dryRun: z.boolean(),
  act: z
    .strictObject({ kind: z.enum(['ack', 'waive', 'reopen', 'accept']), by: z.string(), note: z.string().optional() })
    .nullable(),
  run: z.strictObject({ id: z.string().min(1), sequence: z.int().positive(), at: Time }).nullable(),
  transitions: z.array(
    z.strictObject({ from: State.nullable(), to: State, finding: FindingDocument, cause: CauseDocument.optional() }),
  ),
  manifest: z.strictObject({ file: z.string(), removed: z.array(z.string()), added: z.array(z.string()) }).nullable(),
};

/** `ack` and `waive`. */
export const ActDocument = z.strictObject(acted);

export const AcceptDocument = z.strictObject({
  ...acted,
  client: Named,
  vendor: z.string().nullable(),
  isAsApproved: z.boolean(),
  change: Change,
  alsoCovers: z.array(z.string()),
  resolves: z.array(FindingDocument),
  stays: z.array(z.strictObject({ finding: FindingDocument, hint: z.string() })),
  opens: z.array(z.strictObject({ id: z.string(), rule: z.string(), client: z.string(), title: z.string() })),
  notes: z.array(z.string()),
});

export const AckListDocument = z.strictObject({
  schema: Schema,
  org: z.string(),
  asOf: Time,
  acknowledged: z.array(
    z.strictObject({
      owner: z.string(),
      by: z.string(),
      at: Time,
      note: z.string().optional(),
      finding: FindingDocument,
    }),
  ),
});

export const WaiverListDocument = z.strictObject({
  schema: Schema,
  org: z.string(),
  asOf: Time,
  waivers: z.array(
    z.strictObject({
      id: z.string(),
      holds: z.boolean(),
      reason: z.string(),
      by: z.string(),
      at: Time,
      until: Time,
      source: z.enum(['command', 'manifest']),
      stale: z.array(
        z.enum(['ends-soon', 'evidence-shrank', 'no-such-finding', 'other-evidence', 'not-yet-seen', 'ended']),
      ),
      finding: FindingDocument.nullable(),
    }),
  ),
});

export const AcceptListDocument = z.strictObject({
  schema: Schema,
  org: z.string(),
  asOf: Time,
  clients: z.array(
    z.strictObject({ client: Named, vendor: z.string().nullable(), findings: z.array(FindingDocument).min(1) }),
  ),
});

const ResidueKind = z.enum([
  'role-on-people',
  'role-unused',
  'authorization-idle',
  'client-unowned',
  'client-awaits-deletion',
  'implicit-grant',
]);

export const ResidueDocument = z.strictObject({
  schema: Schema,
  org: z.string(),
  asOf: Time.nullable(),
  items: z.array(
    z.strictObject({
      kind: ResidueKind,
      subject: z.strictObject({ kind: z.enum(['client', 'role', 'authorization']), id: z.string(), name: z.string() }),
      vendor: z.string().nullable(),
      clients: z.array(z.string()).optional(),
      why: z.string().min(1),
      fix: z.string().min(1),
      since: Time.optional(),
      until: z.iso.date().optional(),
    }),
  ),
  unknown: z.array(
    z.strictObject({ kind: ResidueKind, why: z.string().min(1), onPurpose: z.literal(true).optional() }),
  ),
});

const Month = z.strictObject({ from: z.iso.date(), to: z.iso.date() });
const Forecast = z.discriminatedUnion('confidence', [
  z.strictObject({
    confidence: z.literal('none'),
    month: Month,
    reason: z.string(),
    monthlyAllowance: z.number().nullable(),
  }),
  z.strictObject({
    confidence: z.enum(['low', 'medium', 'high']),
    month: Month,
    requests: z.int(),
    low: z.int(),
    high: z.int(),
    observed: z.int(),
    knownDays: z.int(),
    unknownDays: z.int(),
    monthlyAllowance: z.number().nullable(),
  }),
]);

const DaysOfUsage = z.array(z.strictObject({ date: z.iso.date(), requests: z.int().nullable() })).optional();

const Episode = z.strictObject({
  id: FindingDocument.shape.id,
  rule: z.string(),
  subject: z.string(),
  client: Named,
  vendor: z.string().nullable(),
  severity: Severity,
  title: z.string().min(1),
  openedAt: Time,
  wasOpenBefore: z.boolean(),
  resolvedAt: Time.nullable(),
  grewAt: z.array(Time),
  isStaged: z.boolean(),
  endedBy: z.string().optional(),
});

const Count = z.number().int().nonnegative();

export const ReplayDocument = z.strictObject({
  schema: Schema,
  org: z.string(),
  tried: z.strictObject({ thresholds: z.record(z.string(), z.number()), includeOff: z.boolean() }),
  since: Time,
  until: Time,
  knownFrom: Time.nullable(),
  both: z.array(z.strictObject({ replayed: Episode, recorded: Episode, laterBySeconds: z.number().nullable() })),
  onlyReplay: z.array(Episode),
  onlyHistory: z.array(Episode.extend({ because: z.enum(['rule-off', 'figures', 'manifest', 'rule']) })),
  undecided: z.array(Episode),
  rules: z.array(
    z.strictObject({
      rule: z.string(),
      setting: z.enum(['on', 'staged', 'off']),
      resolution: z.enum(['moment', 'day']),
      fired: Count,
      wouldFire: Count,
      both: Count,
      onlyReplay: Count,
      onlyHistory: Count,
      undecided: Count,
      alerts: Count,
      openDays: z.number().nonnegative(),
      judgedShare: z.number().min(0).max(1).nullable(),
      unknown: z.array(z.string()),
    }),
  ),
  weeks: z.array(
    z.strictObject({
      monday: z.iso.date(),
      messages: z.strictObject({ critical: Count, high: Count, medium: Count, low: Count, info: Count }),
      findings: Count,
    }),
  ),
  notReplayed: z.array(z.strictObject({ rule: z.string(), because: z.string().min(1) })),
  assumptions: z.array(z.string()),
  isIncomplete: z.boolean(),
  cost: z.strictObject({ itemsRead: Count, requests: Count, moments: Count }),
});

export const UsageDocument = z.strictObject({
  schema: Schema,
  asOf: Time.nullable(),
  isStale: z.boolean(),
  resolution: z.enum(['hour', 'day']),
  hourlyQuota: z.int().positive().nullable(),
  window: z.strictObject({ from: z.iso.date(), to: z.iso.date(), knownDays: z.int(), unknownDays: z.int() }),
  clients: z.array(
    z.strictObject({
      client: Named,
      vendor: z.string().nullable(),
      requests: z.int().nullable(),
      perHour: z.number().nullable(),
      share: z.number().nullable(),
      status429: z.int().nullable(),
      forecastMonth: z.int().nullable(),
      days: DaysOfUsage,
    }),
  ),
  total: z.strictObject({ requests: z.int().nullable(), days: DaysOfUsage }),
  forecast: Forecast,
});

const Call = z.strictObject({
  method: z.string().min(1),
  template: z.string().startsWith('/'),
  requests: z.int().nonnegative(),
});
const ExplainedCall = z.strictObject({ ...Call.shape, why: z.string().min(1) });
const Proof = z.strictObject({ name: z.string().min(1), because: z.array(Call), note: z.string().optional() });
const Confidence = z.strictObject({ level: z.enum(['high', 'medium', 'low', 'none']), reasons: z.array(z.string()) });
const Vendor = z.string().nullable();
/** The catalogue by which an answer was made. */
const Provenance = z.strictObject({
  source: z.string().min(1),
  date: z.string(),
  operations: z.int().positive(),
  place: z.enum(['bundled', 'local']),
  path: z.string().optional(),
});

const AdviceHead = {
  catalogue: Provenance,
  schema: Schema,
  asOf: Time.nullable(),
  window: z
    .strictObject({ from: z.iso.date(), through: z.iso.date(), daysWanted: z.int(), daysObserved: z.int() })
    .nullable(),
};

const Blast = z.strictObject({
  client: Named,
  vendor: Vendor,
  powers: z.array(
    z.strictObject({
      kind: z.enum(['escalate', 'data', 'destroy', 'configure', 'read']),
      title: z.string(),
      operations: z.int().positive(),
      sources: z.array(
        z.strictObject({
          name: z.string(),
          weight: z.int(),
          why: z.string(),
          operations: z.int().positive(),
          examples: z.array(z.string()).min(1),
        }),
      ),
    }),
  ),
  approvedDivisions: z.array(z.string()).nullable(),
  reach: z.array(
    z.strictObject({
      role: Named,
      divisionId: z.string(),
      divisionName: z.string(),
      permissions: z.array(z.string()),
      isUncertain: z.boolean(),
      sentence: z.string(),
    }),
  ),
  notes: z.array(z.string()),
});

export const AdviceDocument = z.strictObject({
  ...AdviceHead,
  clients: z.array(
    z.strictObject({
      client: Named,
      vendor: Vendor,
      kind: z.enum(['scopes', 'permissions']),
      basis: z.strictObject({
        daysObserved: z.int(),
        daysWanted: z.int(),
        operations: z.int(),
        requests: z.int(),
        unmapped: z.array(ExplainedCall),
        doubtful: z.array(ExplainedCall),
        refused: z.array(Call),
        declared: z.array(Call),
        asOf: Time.nullable(),
      }),
      confidence: Confidence,
      minimal: z.array(z.string()),
      optimal: z.boolean(),
      keep: z.array(Proof),
      remove: z.array(z.strictObject({ name: z.string(), breaks: z.array(Call), wait: z.string().optional() })),
      narrow: z.array(
        z.strictObject({
          from: z.string(),
          to: z.array(z.string()).min(1),
          because: z.array(Call).min(1),
          note: z.string().optional(),
          wait: z.string().optional(),
        }),
      ),
      add: z.array(Proof),
      dependencies: z.array(
        z.strictObject({
          of: Call,
          operation: z.string(),
          needs: z.array(z.string()),
          why: z.string(),
          source: z.string(),
        }),
      ),
      roles: z
        .array(
          z.strictObject({
            name: z.string(),
            permissions: z.array(z.string()).min(1),
            divisions: z.array(z.string()),
            note: z.string().optional(),
          }),
        )
        .optional(),
      risk: z.strictObject({ now: z.int(), minimal: z.int(), greedy: z.int(), union: z.int() }),
      ties: z.array(z.string()),
      notes: z.array(z.string()),
      blast: Blast.optional(),
    }),
  ),
  unadvised: z.array(z.strictObject({ client: Named, vendor: Vendor, why: z.string() })),
});

export const AdviceExplanationDocument = z.strictObject({
  ...AdviceHead,
  explanation: z.strictObject({
    name: z.string(),
    kind: z.enum(['scopes', 'permissions']),
    isKnown: z.literal(true),
    risk: z.strictObject({ weight: z.int(), severity: Severity, why: z.string() }),
    opens: z.array(z.string()),
    holders: z.array(
      z.strictObject({
        client: Named,
        vendor: Vendor,
        by: z.array(z.string()),
        calls: z.array(
          z.strictObject({
            ...Call.shape,
            basis: z.enum(['succeeded', 'refused', 'unanswered', 'declared']),
            alternatives: z.array(z.string()),
          }),
        ),
      }),
    ),
  }),
});

export const AdviceSimulationDocument = z.strictObject({
  ...AdviceHead,
  names: z.array(z.string()),
  clients: z.array(
    z.strictObject({
      client: Named,
      vendor: Vendor,
      removed: z.array(z.string()),
      impliedBy: z.array(z.strictObject({ name: z.string(), by: z.array(z.string()) })),
      breaks: z.array(Call),
      requests: z.int(),
      unknownRequests: z.int(),
    }),
  ),
});

export const AdviceEnforcementDocument = z.strictObject({
  ...AdviceHead,
  enforceScopes: z.union([z.boolean(), z.literal('unknown')]),
  clients: z.array(
    z.strictObject({
      client: Named,
      vendor: Vendor,
      grantType: z.string(),
      verdict: z.enum(['breaks', 'safe', 'unknown']),
      scopes: z.array(z.string()),
      breaks: z.array(Call),
      requests: z.int(),
      failingRequests: z.int(),
      mend: z.array(Proof),
      unmapped: z.array(ExplainedCall),
      confidence: Confidence,
    }),
  ),
});

export const DoctorDocument = z.strictObject({
  schema: Schema,
  ok: z.boolean(),
  checks: z.array(
    z.strictObject({
      name: z.string().min(1),
      status: z.enum(['ok', 'warn', 'fail']),
      detail: z.string(),
      fix: z.string().optional(),
      blinds: z.array(z.string()).optional(),
    }),
  ),
});

export const ShowDocument = z.strictObject({
  schema: Schema,
  at: Time,
  client: z.looseObject({ ...Named.shape, grantType: z.string(), scopes: z.array(z.string()) }).nullable(),
  revision: z.looseObject({ id: z.string(), hash: z.string(), at: Time, run: z.string() }).nullable(),
  effective: z
    .strictObject({
      restrictedBy: z.enum(['scopes', 'permissions', 'unknown']),
      scopes: z.array(z.string()),
      divisions: z.array(z.strictObject({ id: z.string(), name: z.string(), permissions: z.array(z.string()) })),
      unknownRoles: z.array(z.string()),
    })
    .nullable(),
});

export const DiffDocument = z.strictObject({
  schema: Schema,
  from: Time,
  to: Time,
  client: Named,
  with: Named.optional(),
  ...Change.shape,
});

const Times = { from: z.int(), to: z.int() };

/** `diff` without a client. */
export const OrgDiffDocument = z.strictObject({
  schema: Schema,
  from: Time,
  to: Time,
  org: z.string().min(1),
  clients: z.strictObject({
    came: z.array(Named),
    went: z.array(Named),
    changed: z.array(z.strictObject({ client: Named, ...Change.shape })),
  }),
  roles: z.strictObject({
    came: z.array(Named),
    went: z.array(Named),
    changed: z.array(
      z.strictObject({
        role: Named,
        added: z.array(z.string()),
        removed: z.array(z.string()),
        holders: z.array(Named),
      }),
    ),
  }),
  counts: z.strictObject({
    clients: z.strictObject(Times),
    roles: z.strictObject(Times),
    divisions: z.strictObject(Times),
  }),
  unknownRoles: z.array(z.string()),
});

const FilePlaceDocument = z.strictObject({
  file: z.string().min(1),
  line: z.int().positive().optional(),
  column: z.int().positive().optional(),
});

const ManifestFindingDocument = z.strictObject({
  id: z.string().regex(/^[a-z-]+-[0-9a-f]{12}$/),
  rule: z.string(),
  severity: Severity,
  state: z.enum(['open', 'acknowledged', 'waived']),
  org: z.string(),
  client: Named,
  vendor: z.string().nullable(),
  subject: z.string(),
  title: z.string().min(1),
  because: z.string().min(1),
  change: Change.optional(),
  fix: z.array(z.string()),
  staged: z.boolean(),
  isNew: z.boolean().nullable(),
  place: FilePlaceDocument,
});

export const ManifestCheckDocument = z.strictObject({
  schema: Schema,
  file: z.string().min(1),
  ok: z.boolean(),
  problems: z.array(
    FilePlaceDocument.extend({
      path: z.string(),
      message: z.string().min(1),
      given: z.string().optional(),
      allowed: z.array(z.string()).optional(),
    }),
  ),
  orgs: z.array(z.string()),
  vendors: z.array(z.string()),
  judged: z
    .strictObject({
      org: z.string(),
      state: z.strictObject({
        from: z.enum(['org', 'last', 'snapshot']),
        asOf: Time.nullable(),
        file: z.string().optional(),
      }),
      unseen: z.array(z.string().min(1)),
      notJudged: z.strictObject({ rules: z.array(z.string()), open: z.int().nonnegative() }),
      findings: z.array(ManifestFindingDocument),
      closes: z.array(ManifestFindingDocument),
    })
    .nullable(),
  compared: z
    .strictObject({
      base: z.string(),
      widened: z.array(
        z.strictObject({
          kind: z.enum([
            'client',
            'grant-type',
            'scope',
            'role',
            'division',
            'permission',
            'redirect-uri',
            'token-lifetime',
            'quota-share',
            'endpoint',
            'waiver',
            'rule',
            'threshold',
          ]),
          vendor: z.string().nullable(),
          what: z.string().min(1),
          message: z.string().min(1),
          severity: Severity,
          place: FilePlaceDocument,
        }),
      ),
    })
    .nullable(),
  remarks: z.array(
    z.strictObject({
      kind: z.enum(['review-overdue', 'unknown-client', 'unknown-role', 'unknown-division', 'vendor-without-client']),
      vendor: z.string(),
      message: z.string().min(1),
      severity: Severity,
      place: FilePlaceDocument,
    }),
  ),
});

const ProposedLineDocument = z.strictObject({ value: z.string(), notes: z.array(z.string()) });

export const ManifestInitDocument = z.strictObject({
  schema: Schema,
  org: z.string(),
  asOf: Time.nullable(),
  vendors: z.array(
    z.strictObject({
      name: z.string().min(1),
      notes: z.array(z.string()),
      clients: z.array(z.strictObject({ written: z.string(), id: z.string(), name: z.string() })).min(1),
      orgs: z.array(z.string()).optional(),
      grantType: z.string().optional(),
      scopes: z.array(ProposedLineDocument).optional(),
      roles: z
        .array(z.strictObject({ name: z.string(), divisions: z.array(z.string()), notes: z.array(z.string()) }))
        .optional(),
      permissions: z.array(ProposedLineDocument).optional(),
      redirectUris: z.array(z.string()).optional(),
      maxTokenSeconds: z.int().positive().optional(),
      unwritten: z.array(z.string()),
      quotaShare: z.strictObject({ value: z.number(), why: z.string() }).optional(),
      endpoints: z.strictObject({ calls: z.array(z.string()), more: z.int().nonnegative() }).optional(),
      reviewBy: z.iso.date(),
    }),
  ),
  leftOut: z.array(z.strictObject({ id: z.string(), name: z.string(), why: z.string() })),
  notes: z.array(z.string()),
  yaml: z.string().nullable(),
  written: z.string().nullable(),
});

export const ManifestSnapshotDocument = z.strictObject({
  schema: Schema,
  org: z.string(),
  asOf: Time.nullable(),
  clients: z.int().nonnegative().nullable(),
  unseen: z.array(z.string()),
  written: z.string().nullable(),
});

const Identified = z.strictObject({ id: z.string().min(1), name: z.string().min(1) });

const Explained = {
  schema: Schema,
  org: z.string(),
  asOf: Time.nullable(),
  at: Time.nullable(),
  notices: z.array(z.string().min(1)),
};

const Subject = z.strictObject({
  ...Identified.shape,
  kind: z.enum(['client', 'gone', 'vendor-owned', 'unknown']),
  grantType: z.string().nullable(),
  state: z.string().nullable(),
});

/** `explain --error` and `explain --call`. */
export const ExplainDocument = z.strictObject({
  ...Explained,
  about: z.literal('call'),
  catalogue: Provenance,
  client: Subject.nullable(),
  error: z
    .strictObject({
      status: z.int().nullable(),
      code: z.string().nullable(),
      message: z.string().nullable(),
      correlationId: z.string().nullable(),
      retryAfterSeconds: z.number().nullable(),
      matter: z.enum([
        'permissions',
        'divisions',
        'scopes',
        'policy',
        'unnamed',
        'token',
        'address',
        'not found',
        'rate',
        'request',
        'genesys',
        'unknown',
      ]),
      means: z.string().min(1),
      names: z.strictObject({
        permissions: z.array(z.string()),
        scopes: z.array(z.string()),
        divisions: z.array(z.string()),
        policies: z.array(z.string()),
      }),
    })
    .nullable(),
  call: z
    .strictObject({
      method: z.string(),
      path: z.string(),
      template: z.string().nullable(),
      why: z.string().nullable(),
      candidates: z.array(z.string()),
      methods: z.array(z.string()),
      needs: z
        .strictObject({
          scopes: z.array(z.string()),
          kind: z.enum(['ANY', 'ALL', 'NONE']),
          permissions: z.array(z.string()),
          permissionsKnown: z.boolean(),
          divisionAware: z.boolean().nullable(),
          deprecated: z.boolean(),
        })
        .nullable(),
    })
    .nullable(),
  difference: z.strictObject({ onlyInError: z.array(z.string()), onlyInCatalogue: z.array(z.string()) }).nullable(),
  verdict: z.enum(['works', 'fails', 'depends', 'unknown']),
  because: z.array(z.string().min(1)),
  missing: z.strictObject({
    permissions: z.array(z.string()),
    quantifier: z.enum(['ANY', 'ALL']),
    scopes: z.array(z.string()),
    divisions: z.array(Identified),
  }),
  held: z.array(
    z.strictObject({
      permission: z.string(),
      places: z.array(z.strictObject({ division: Identified, role: Identified, conditional: z.boolean() })),
    }),
  ),
  roles: z.array(
    z.strictObject({
      ...Identified.shape,
      gives: z.array(z.string()).min(1),
      extra: z.int().nonnegative(),
      extraRisk: z.int().nonnegative(),
      conditional: z.boolean(),
      held: z.boolean(),
    }),
  ),
  fix: z.strictObject({
    steps: z.array(z.string().min(1)),
    role: z
      .strictObject({
        name: z.string().min(1),
        description: z.string(),
        permissionPolicies: z.array(
          z.strictObject({ domain: z.string(), entityName: z.string(), actionSet: z.array(z.string()).min(1) }),
        ),
      })
      .nullable(),
  }),
  usage: UsageDocument.shape.clients.element.nullable(),
  complete: z.boolean(),
});

/** `explain --redirect`. */
export const ExplainRedirectDocument = z.strictObject({
  ...Explained,
  about: z.literal('redirect'),
  client: Subject,
  given: z.string(),
  matches: z.boolean(),
  registered: z.array(z.string()),
  nearest: z
    .strictObject({
      uri: z.string(),
      position: z.int().nonnegative(),
      differences: z.array(z.string()).min(1),
      distance: z.int().positive(),
      lines: z.array(z.string()).length(3),
    })
    .nullable(),
  causes: z.array(z.string()),
  problems: z.array(z.string()),
  registeredFor: z.array(Identified),
  steps: z.array(z.string()),
});

const NamedOperation = {
  method: z.string(),
  template: z.string(),
  callers: z.array(z.strictObject({ ...Identified.shape, lastDay: z.iso.date() })).nullable(),
};

export const CatalogueUpdateDocument = z.strictObject({
  schema: Schema,
  kept: z.boolean(),
  file: z.string(),
  before: Provenance,
  after: z.strictObject({ source: z.string(), date: z.string(), operations: z.int().positive() }),
  added: z.array(z.strictObject(NamedOperation)),
  removed: z.array(z.strictObject(NamedOperation)),
  changed: z.array(
    z.strictObject({ ...NamedOperation, fields: z.array(z.string()).min(1), changes: z.array(z.string()).min(1) }),
  ),
  divisions: z.strictObject({ learnt: z.int().nonnegative(), unknownBecause: z.string().nullable() }),
  warnings: z.array(z.strictObject({ place: z.string(), message: z.string() })),
});

export const CatalogueShowDocument = z.strictObject({
  schema: Schema,
  ...Provenance.shape,
  path: z.string().nullable(),
  templates: z.int(),
  any: z.int(),
  all: z.int(),
  none: z.int(),
  unreadable: z.int(),
  deprecated: z.int(),
  scopes: z.int(),
  permissions: z.int(),
  divisionsKnown: z.int(),
});

const exported = {
  schema: Schema,
  what: z.enum(['findings', 'history', 'clients', 'usage', 'runs']),
  format: z.enum(['csv', 'jsonl', 'ocsf', 'asff']),
  org: z.string(),
  asOf: Time.nullable(),
  incomplete: z.array(z.string()),
};

export const ExportDocument = z.strictObject({ ...exported, rows: z.int().nonnegative(), file: z.string().nullable() });

export const ImportDocument = z.strictObject({
  ...exported,
  imported: z.int().nonnegative(),
  failed: z.array(z.strictObject({ id: z.string(), code: z.string(), message: z.string() })),
});

export const ReportDocument = z.strictObject({
  schema: Schema,
  file: z.string().min(1),
  bytes: z.int().positive(),
  org: z.string().min(1),
  run: z
    .strictObject({
      id: z.string(),
      sequence: z.int().positive(),
      job: z.enum(['configuration', 'usage', 'all', 'act']),
      at: Time,
      baselineAt: Time.optional(),
    })
    .nullable(),
  asOf: Time.nullable(),
  since: Time,
  until: Time,
  unseen: z.array(z.string().min(1)),
  open: z.strictObject({ critical: z.int(), high: z.int(), medium: z.int(), low: z.int(), info: z.int() }),
  sinceLast: z
    .strictObject({
      at: Time,
      opened: z.array(z.string()),
      resolved: z.array(z.string()),
      changed: z.array(z.string()),
      clients: z.array(z.string()),
      isPartial: z.literal(true).optional(),
    })
    .nullable(),
});
