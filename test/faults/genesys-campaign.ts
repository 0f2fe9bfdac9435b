import type { Coverage } from '../../lib/domain/coverage.ts';
import type { Fault } from '../../lib/simulator/index.ts';
import { DEMO_CLIENTS, DEMO_ROLES } from '../../lib/simulator/index.ts';
import { told, type WatchedOrg, watchOrg } from '../support/watched-org.ts';

/** Every way in which Genesys, or the network before it, can break. */
export const FAULTS: readonly Fault[] = [
  { kind: 'unauthorized' },
  { kind: 'forbidden', permission: 'some:needed:permission' },
  { kind: 'too-many-requests', retryAfterSeconds: 1 },
  { kind: 'too-many-requests' },
  { kind: 'internal-error' },
  { kind: 'unavailable' },
  { kind: 'gateway-timeout' },
  { kind: 'timeout' },
  { kind: 'cut-connection' },
  { kind: 'empty-body' },
  { kind: 'not-json' },
  { kind: 'html' },
  { kind: 'truncated-page' },
  { kind: 'missing-page' },
  { kind: 'reordered' },
  { kind: 'stale-read' },
  { kind: 'fields-absent', fields: ['id', 'total', 'entities'] },
  { kind: 'unknown-fields' },
  { kind: 'clock-skew', seconds: 7_200 },
];

/** Every call of a run, by the source that is blind without it. */
export const CALLS = [
  { source: 'clients', path: '/login/oauth/token' },
  { source: 'clients', path: '/api/v2/oauth/clients' },
  { source: 'roles', path: '/api/v2/authorization/roles' },
  { source: 'divisions', path: '/api/v2/authorization/divisions' },
  { source: 'integrations', path: '/api/v2/integrations' },
  { source: 'integrations', path: '/api/v2/integrations/types' },
  { source: 'usage', path: '/api/v2/usage/aggregates/query/jobs' },
  { source: 'usage', path: '/api/v2/usage/aggregates/query/jobs/{jobId}' },
  { source: 'audits', path: '/api/v2/audits/query/realtime' },
  { source: undefined, path: '/api/v2/tokens/me' },
] as const satisfies readonly { readonly source: keyof Coverage | undefined; readonly path: string }[];

/** What came of one fault at one call: the invariants that did not hold, of all of them. */
export interface CampaignResult {
  readonly fault: string;
  readonly path: string;
  readonly broken: readonly string[];
}

/** How often each invariant was looked at. */
export const INVARIANTS = [
  'the run is committed and says what it saw',
  'nothing resolves or is called gone that is still there',
  'a drift is told once, by this run or the next complete one',
  'an undone drift resolves, by this run or the next complete one',
  'the state after the next good run is that of a history without faults',
] as const;

/**
 * Strikes one call with one fault while a drift appears, and again while it is undone. The org is the same throughout,
 * so every scenario starts from the state that the one before it left.
 */
export class GenesysCampaign {
  readonly #watched: WatchedOrg;

  private constructor(watched: WatchedOrg) {
    this.#watched = watched;
  }

  static async open(): Promise<GenesysCampaign> {
    const watched = await watchOrg({ timeoutMs: 400 });
    const campaign = new GenesysCampaign(watched);
    await watched.scan();
    // Something that stays open throughout, on which every false "resolved" would show.
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    watched.world.grantRole(DEMO_CLIENTS.wallboard, DEMO_ROLES.wallboard, 'Claims');
    await watched.scan({ afterHours: 0.1 });
    return campaign;
  }

  close(): Promise<void> {
    return this.#watched.close();
  }

  async strike(fault: Fault, { path }: (typeof CALLS)[number]): Promise<CampaignResult> {
    const broken = new Set<(typeof INVARIANTS)[number]>();
    const before = await this.#unresolved();
    await this.#phase({ fault, path, change: () => this.#drift(), to: 'open', broken, before });
    await this.#phase({ fault, path, change: () => this.#undo(), to: 'resolved', broken, before });
    const after = await this.#unresolved();
    if (after.join() !== before.join())
      broken.add('the state after the next good run is that of a history without faults');
    return { fault: nameOf(fault), path, broken: [...broken] };
  }

  async #phase(options: {
    readonly fault: Fault;
    readonly path: string;
    readonly change: () => void;
    readonly to: 'open' | 'resolved';
    readonly broken: Set<(typeof INVARIANTS)[number]>;
    readonly before: readonly string[];
  }): Promise<void> {
    const { fault, path, change, to, broken, before } = options;
    const { simulator } = this.#watched;
    change();
    const repair = simulator.faults.add({ path, fault });
    // A token that is still good would hide a broken login.
    if (path.startsWith('/login')) simulator.revokeTokens();
    const struck = await this.#watched.scan({ afterHours: 0.1 });
    repair();
    if (struck.outcome !== 'committed') broken.add('the run is committed and says what it saw');
    const gone = before.filter((id) => struck.transitions.some((t) => t.to === 'resolved' && t.finding.id === id));
    const isGoneTold = told(struck).some((line) => line.startsWith('client-deleted'));
    if (gone.length > 0 || isGoneTold) broken.add('nothing resolves or is called gone that is still there');
    // Twice, for what was unsettled by the fault is looked at again by the next run.
    const repaired = await this.#watched.scan({ afterHours: 0.1 });
    const lines = [...told(struck, to), ...told(repaired, to)].filter((line) => EXPECTED.includes(line));
    const invariant =
      to === 'open'
        ? 'a drift is told once, by this run or the next complete one'
        : 'an undone drift resolves, by this run or the next complete one';
    if (lines.sort().join() !== [...EXPECTED].sort().join()) broken.add(invariant);
  }

  #drift(): void {
    this.#watched.world.setClient(DEMO_CLIENTS.recorder, { accessTokenValiditySeconds: 7_200 });
    this.#watched.world.editRole(DEMO_ROLES.recorder, { add: ['directory:user:edit'] });
  }

  #undo(): void {
    this.#watched.world.setClient(DEMO_CLIENTS.recorder, { accessTokenValiditySeconds: 3_600 });
    this.#watched.world.editRole(DEMO_ROLES.recorder, { remove: ['directory:user:edit'] });
  }

  async #unresolved(): Promise<string[]> {
    const findings = await this.#watched.store.unresolvedFindings('demo');
    return findings
      .filter(({ rule }) => rule !== 'guardian-blind')
      .map(({ id }) => id)
      .sort();
  }
}

const EXPECTED = [
  `role-permissions-widened ${DEMO_CLIENTS.recorder}`,
  `token-lifetime-raised ${DEMO_CLIENTS.recorder}`,
];

export function nameOf(fault: Fault): string {
  return fault.kind === 'too-many-requests' && fault.retryAfterSeconds ? `${fault.kind} with Retry-After` : fault.kind;
}
