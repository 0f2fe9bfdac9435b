import type { Permission } from '../../domain/permission.ts';
import { type Scope, writingForm } from '../../domain/scope.ts';

/**
 * Every name whose holder also holds the given one, itself included. A list, where the domain has a judgement: with
 * thousands of names, asking of each pair whether one implies the other takes longer than all the rest.
 */
export type Implying = (name: string) => readonly string[];

/** `users:readonly` → itself and `users`; as `scopeImplies` judges. */
export function scopesImplying(scope: Scope): Scope[] {
  return [...new Set([scope, writingForm(scope)])];
}

/** `a:b:view` → itself and the seven forms with `*` in some of its parts; as `permissionImplies` judges. */
export function permissionsImplying(permission: Permission): readonly Permission[] {
  const known = formsOf.get(permission);
  if (known) return known;
  const made = wildcardForms(permission);
  formsOf.set(permission, made);
  return made;
}

/** Names of permissions are a few thousand, and are asked for again with every client. */
const formsOf = new Map<Permission, readonly Permission[]>();

function wildcardForms(permission: Permission): Permission[] {
  const forms = permission
    .split(':')
    .reduce<string[][]>(
      (begun, part) => begun.flatMap((parts) => (part === '*' ? ['*'] : [part, '*']).map((form) => [...parts, form])),
      [[]],
    );
  return forms.map((parts) => parts.join(':'));
}

/** For names of which none implies another. */
export function onlyItself(name: string): string[] {
  return [name];
}
