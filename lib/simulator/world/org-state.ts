import { ALL_DIVISIONS } from '../../domain/client.ts';
import { uuidOf } from './identity.ts';
import type {
  AuditRecord,
  AuthorizationRecord,
  ClientRecord,
  DivisionRecord,
  EntityRecord,
  IntegrationRecord,
  IntegrationTypeRecord,
  PropertyChange,
  Reference,
  RoleRecord,
} from './records.ts';
import { defaultSettings, type WorldSettings } from './settings.ts';
import { UsageLedger } from './usage-ledger.ts';
import { VersionedMap } from './versioned-map.ts';

export interface OrgOptions {
  readonly org: { readonly name: string; readonly id?: string };
  /** @default the real clock */
  readonly clock?: () => Date;
  /** @default 'Home' */
  readonly homeDivision?: string;
  readonly settings?: Partial<WorldSettings>;
}

/** Who makes an edit: the name or id of a person or of a client of the org. */
export interface EditOptions {
  /** @default 'Avery Admin' */
  readonly by?: string;
}

/** The client through which people edit: the admin pages. */
const ADMIN_PAGES = uuidOf('admin pages');

/** The records of an org, their lookup, and the audit trail. {@link World} adds the verbs that change them. */
export class OrgState {
  readonly org: Reference;
  readonly settings: WorldSettings;
  readonly clients = new VersionedMap<ClientRecord>();
  readonly roles = new VersionedMap<RoleRecord>();
  readonly divisions = new VersionedMap<DivisionRecord>();
  readonly integrations = new VersionedMap<IntegrationRecord>();
  readonly integrationTypes = new VersionedMap<IntegrationTypeRecord>();
  readonly authorizations = new VersionedMap<AuthorizationRecord>();
  readonly audits: AuditRecord[] = [];
  readonly usage = new UsageLedger();
  /** The id of the client with which the guardian reads this org. */
  guardianClientId: string | undefined;
  #clock: () => Date;
  /** People by id and by name. */
  readonly #people = new Map<string, Reference>();
  /** Time of each edit; the index is its number less one. */
  readonly #editTimes: number[] = [];
  #ids = 0;

  constructor({ org, clock = () => new Date(), homeDivision = 'Home', settings }: OrgOptions) {
    this.org = { id: org.id ?? uuidOf('org', org.name), name: org.name };
    this.#clock = clock;
    this.settings = { ...defaultSettings(), ...settings };
    this.divisions.seed({ ...this.stamp('division', homeDivision), homeDivision: true });
  }

  now(): Date {
    return this.#clock();
  }

  /** Replaces the simulated clock. */
  useClock(clock: () => Date): void {
    this.#clock = clock;
  }

  /** The number of edits so far: the version of the present state. */
  get version(): number {
    return this.#editTimes.length;
  }

  /** The version that a read answers now, with the consistency delay. */
  get readableVersion(): number {
    const settledUntil = this.now().getTime() - this.settings.consistencyDelayMs;
    if (this.settings.consistencyDelayMs === 0) return this.version;
    return this.#editTimes.filter((time) => time <= settledUntil).length;
  }

  get homeDivision(): DivisionRecord {
    return find(this.divisions.values(), ({ homeDivision }) => homeDivision, 'home division');
  }

  /** The client with which the guardian reads this org, if there is one. */
  get guardian(): ClientRecord | undefined {
    return this.guardianClientId === undefined ? undefined : this.clients.get(this.guardianClientId);
  }

  client(nameOrId: string): ClientRecord {
    return named(this.clients, nameOrId, 'client');
  }

  role(nameOrId: string): RoleRecord {
    return named(this.roles, nameOrId, 'role');
  }

  division(nameOrId: string): DivisionRecord {
    return named(this.divisions, nameOrId, 'division');
  }

  /** A division's id by name or id; `*` is none's and stays as it is. */
  divisionId(nameOrId: string): string {
    return nameOrId === ALL_DIVISIONS ? ALL_DIVISIONS : this.division(nameOrId).id;
  }

  /** A person or client as actor; an unknown name becomes a person. */
  actor(nameOrId = 'Avery Admin'): Reference {
    const known = this.#people.get(nameOrId);
    if (known) return known;
    const client = lookUp(this.clients, nameOrId);
    if (client) return { id: client.id, name: client.name };
    const person = { id: uuidOf(this.org.id, 'person', nameOrId), name: nameOrId };
    this.#people.set(person.id, person);
    this.#people.set(person.name, person);
    return person;
  }

  /** Sets a client's secret without a trace: secrets are in no answer and in no audit entry. */
  replaceSecret(nameOrId: string, secret: string): void {
    const client = this.client(nameOrId);
    this.clients.seed({ ...client, secret });
  }

  /** Makes the present state the one that has always been: forgets earlier versions and the audit trail. */
  settle(): void {
    const maps = [
      this.clients,
      this.roles,
      this.divisions,
      this.integrations,
      this.integrationTypes,
      this.authorizations,
    ];
    for (const map of maps) map.forgetHistory();
    this.audits.length = 0;
    this.#editTimes.length = 0;
  }

  /** A new id of this org; names may repeat, ids never do. */
  protected newId(kind: string, name: string): string {
    this.#ids += 1;
    return uuidOf(this.org.id, kind, name, this.#ids);
  }

  /** The head of a new record. */
  protected stamp(kind: string, name: string, { by }: EditOptions = {}): EntityRecord {
    const [at, who] = [this.now().toISOString(), this.actor(by)];
    return {
      id: this.newId(kind, name),
      name,
      dateCreated: at,
      dateModified: at,
      createdBy: who,
      modifiedBy: who,
    };
  }

  /** Counts an edit; the records that it changes are put under the number returned. */
  protected nextVersion(): number {
    this.#editTimes.push(this.now().getTime());
    return this.version;
  }

  /** Enters an edit into the audit trail. */
  protected audit(
    action: string,
    entityType: string,
    { id, name }: Reference,
    propertyChanges: readonly PropertyChange[],
    by?: string,
  ): void {
    const user = this.actor(by);
    this.audits.push({
      id: this.newId('audit', id),
      eventDate: this.now().toISOString(),
      action,
      entityType,
      entity: { id, name },
      user,
      clientId: this.clients.get(user.id) ? user.id : ADMIN_PAGES,
      remoteIp: ['192.0.2.10'],
      propertyChanges,
    });
  }
}

function named<T extends Reference>(entities: VersionedMap<T>, nameOrId: string, kind: string): T {
  const found = lookUp(entities, nameOrId);
  if (!found) throw new Error(`The simulated org has no ${kind} "${nameOrId}"`);
  return found;
}

function lookUp<T extends Reference>(entities: VersionedMap<T>, nameOrId: string): T | undefined {
  const byId = entities.get(nameOrId);
  if (byId) return byId;
  for (const entity of entities.values()) if (entity.name === nameOrId) return entity;
  return undefined;
}

function find<T>(entities: Iterable<T>, matches: (entity: T) => boolean, what: string): T {
  for (const entity of entities) if (matches(entity)) return entity;
  throw new Error(`The simulated org has no ${what}`);
}
