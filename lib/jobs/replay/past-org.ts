import type { EntityKind, EntityOf, Role } from '../../domain/org.ts';
import type { ApprovableKind, ApprovalChange, Head, PastRevision } from '../../domain/run.ts';
import type { Approval, EntityChange, PastStart } from './past.ts';

type Heads = { readonly [K in EntityKind]: Map<string, Head<K>> };
type Bodies = { readonly [K in EntityKind]: Map<string, EntityOf[K]> };
type Approvals = { readonly [K in ApprovableKind]: Map<string, Approval<K>> };

/** An org that walks through its past: what was committed of it after each change. Changes itself. */
export class PastOrg {
  readonly heads: Heads;
  readonly snapshot: Bodies;
  /** By durable hash. */
  readonly roleBodies: Map<string, Role>;
  readonly #approvals: Approvals;

  constructor({ heads, approvals }: PastStart, roleBodies: ReadonlyMap<string, Role>) {
    this.#approvals = { client: new Map(approvals.client), authorization: new Map(approvals.authorization) };
    this.heads = {
      client: byId(heads.client.map((head) => approved(head, approvals.client))),
      role: byId(heads.role),
      division: byId(heads.division),
      integration: byId(heads.integration),
      authorization: byId(heads.authorization.map((head) => approved(head, approvals.authorization))),
    };
    this.snapshot = {
      client: bodiesOf(heads.client),
      role: bodiesOf(heads.role),
      division: bodiesOf(heads.division),
      integration: bodiesOf(heads.integration),
      authorization: bodiesOf(heads.authorization),
    };
    this.roleBodies = new Map(roleBodies);
    for (const { body, hash } of heads.role) if (body) this.roleBodies.set(hash, body);
  }

  /** True before anything was known of the org. */
  get isEmpty(): boolean {
    return Object.values(this.heads).every(({ size }) => size === 0);
  }

  /** Takes an entity on to its next state. An approval stays with it, also while it is gone. */
  apply(change: EntityChange): void {
    switch (change.kind) {
      case 'client':
        this.heads.client.set(change.id, approved(headOf(change), this.#approvals.client));
        put(this.snapshot.client, change);
        break;
      case 'role':
        this.heads.role.set(change.id, headOf(change));
        if (change.body) this.roleBodies.set(change.hash, change.body);
        put(this.snapshot.role, change);
        break;
      case 'division':
        this.heads.division.set(change.id, headOf(change));
        put(this.snapshot.division, change);
        break;
      case 'integration':
        this.heads.integration.set(change.id, headOf(change));
        put(this.snapshot.integration, change);
        break;
      case 'authorization':
        this.heads.authorization.set(change.id, approved(headOf(change), this.#approvals.authorization));
        put(this.snapshot.authorization, change);
        break;
      default:
        change satisfies never;
    }
  }

  /** From now on this is what is approved. */
  approve(change: ApprovalChange, at: string): void {
    switch (change.kind) {
      case 'client':
        note('client', change, { at, approvals: this.#approvals, heads: this.heads });
        break;
      case 'authorization':
        note('authorization', change, { at, approvals: this.#approvals, heads: this.heads });
        break;
      default:
        change satisfies never;
    }
  }
}

function note<K extends ApprovableKind>(
  kind: K,
  { id, body, by, roles, divisions }: Omit<ApprovalChange, 'body'> & { readonly body: EntityOf[K] },
  to: { readonly at: string; readonly approvals: Approvals; readonly heads: Heads },
): void {
  const approvals = to.approvals[kind];
  approvals.set(id, { body, by, at: to.at, roles, ...(divisions && { divisions }) });
  const head = to.heads[kind].get(id);
  if (head) to.heads[kind].set(id, approved(head, approvals));
}

function approved<K extends ApprovableKind>(
  { approval: _, ...head }: Head<K>,
  approvals: ReadonlyMap<string, Approval<K>>,
): Head<K> {
  const approval = approvals.get(head.id);
  return approval ? { ...head, approval } : head;
}

function headOf<K extends EntityKind>({ kind, id, hash, body, last, at }: PastRevision<K>): Head<K> {
  return { kind, id, hash, body, since: at, ...(last !== undefined && { last }) };
}

function put<K extends EntityKind>(bodies: Map<string, EntityOf[K]>, { id, body }: PastRevision<K>): void {
  if (body) bodies.set(id, body);
  else bodies.delete(id);
}

function byId<K extends EntityKind>(heads: readonly Head<K>[]): Map<string, Head<K>> {
  return new Map(heads.map((head) => [head.id, head] as const));
}

function bodiesOf<K extends EntityKind>(heads: readonly Head<K>[]): Map<string, EntityOf[K]> {
  return new Map(heads.flatMap(({ id, body }) => (body ? [[id, body] as const] : [])));
}
