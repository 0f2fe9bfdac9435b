import { type EditOptions, OrgState } from './org-state.ts';
import { listChanges } from './property-changes.ts';
import type { DivisionRecord, RoleRecord } from './records.ts';
import type { RoleScript } from './scripts.ts';

/** Edits of divisions and roles. */
export class RoleVerbs extends OrgState {
  createDivision(name: string, options: EditOptions = {}): DivisionRecord {
    const division = { ...this.stamp('division', name, options), homeDivision: false };
    this.divisions.edit(this.nextVersion(), division.id, division);
    this.audit('Create', 'Division', division, [{ property: 'name', newValues: [name] }], options.by);
    return division;
  }

  renameDivision(nameOrId: string, name: string, { by }: EditOptions = {}): DivisionRecord {
    const before = this.division(nameOrId);
    const division = { ...before, name };
    this.divisions.edit(this.nextVersion(), division.id, division);
    const change = { property: 'name', oldValues: [before.name], newValues: [name] };
    this.audit('Update', 'Division', division, [change], by);
    return division;
  }

  createRole(script: RoleScript, options: EditOptions = {}): RoleRecord {
    const role = this.#newRole(script, options);
    this.roles.edit(this.nextVersion(), role.id, role);
    this.audit('Create', 'Role', role, [{ property: 'permissions', newValues: role.permissions }], options.by);
    return role;
  }

  /** Adds and removes permissions behind the back of everyone who holds the role. */
  editRole(
    nameOrId: string,
    {
      add = [],
      remove = [],
      by,
    }: EditOptions & { readonly add?: readonly string[]; readonly remove?: readonly string[] },
  ): RoleRecord {
    const { permissions, conditional } = this.role(nameOrId);
    const kept = permissions.filter((permission) => !remove.includes(permission));
    return this.#changeRole(
      nameOrId,
      {
        permissions: [...new Set([...kept, ...add])],
        conditional: conditional.filter((permission) => !remove.includes(permission)),
      },
      by,
    );
  }

  renameRole(nameOrId: string, name: string, { by }: EditOptions = {}): RoleRecord {
    return this.#changeRole(nameOrId, { name }, by);
  }

  /** Sets how many people hold the role. */
  setRoleUsers(nameOrId: string, userCount: number, { by }: EditOptions = {}): RoleRecord {
    return this.#changeRole(nameOrId, { userCount }, by);
  }

  #newRole(script: RoleScript, options: EditOptions): RoleRecord {
    return {
      ...this.stamp('role', script.name, options),
      description: script.description ?? '',
      permissions: script.permissions,
      conditional: script.conditional ?? [],
      userCount: script.userCount ?? 0,
    };
  }

  #changeRole(nameOrId: string, patch: Partial<RoleRecord>, by: string | undefined): RoleRecord {
    const before = this.role(nameOrId);
    const modified = { dateModified: this.now().toISOString(), modifiedBy: this.actor(by) };
    const after = { ...before, ...patch, ...modified };
    this.roles.edit(this.nextVersion(), after.id, after);
    const changes = listChanges([
      ['name', [before.name], [after.name]],
      ['permissions', before.permissions, after.permissions],
    ]);
    this.audit('Update', 'Role', after, changes, by);
    return after;
  }
}
