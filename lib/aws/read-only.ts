import { UsageError } from '../errors.ts';
import type { Store } from '../ports.ts';

/** A store that answers and takes nothing: looking at a deployment from outside never changes its history. */
export function readOnly(store: Store): Store {
  return replaced(store, { commit: refuse, saveDeliveryMark: refuse, migrateHistory: refuse });
}

/** A store that takes what people decide, and no scan: the deployed guardian itself reads the org and tells of it. */
export function actsOnly(store: Store): Store {
  const commit: Store['commit'] = (run, payload) => (run.job === 'act' ? store.commit(run, payload) : refuse());
  return replaced(store, { commit, saveDeliveryMark: refuse });
}

async function refuse(): Promise<never> {
  throw new UsageError('a deployed history is only read from here: the deployed guardian itself writes it');
}

function replaced(store: Store, methods: Partial<Store>): Store {
  return new Proxy(store, {
    get: (target, name) => {
      if (Object.hasOwn(methods, name)) return Reflect.get(methods, name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
