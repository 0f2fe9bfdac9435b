import type { World } from '../../lib/simulator/index.ts';

/** Names for the ids in subjects, so that labels can be read. A thing keeps the name under which it was first seen. */
export class SubjectNames {
  readonly #world: World;
  readonly #names = new Map<string, string>();

  constructor(world: World) {
    this.#world = world;
    this.note();
  }

  /** Learns what is new in the world. */
  note(): void {
    const { clients, roles, divisions, authorizations } = this.#world;
    for (const entities of [clients, roles, divisions, authorizations]) {
      for (const { id, name } of entities.values()) if (!this.#names.has(id)) this.#names.set(id, name);
    }
  }

  /** The text with names in place of ids. */
  in(text: string): string {
    let named = text;
    for (const [id, name] of this.#names) named = named.replaceAll(id, name);
    return named;
  }

  /** The name of a client; `-`, and what nobody knows, stays as it is. */
  client(id: string): string {
    return this.#names.get(id) ?? id;
  }
}
