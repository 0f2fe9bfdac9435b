import { UsageError } from '../errors.ts';
import type { Store } from '../ports.ts';

/** A store that answers and takes nothing: looking at a deployment from outside never changes its history. */
export function readOnly(store: Store): Store {
  const refuse = async (): Promise<never> => {
    throw new UsageError('a deployed history is only read from here: the deployed guardian itself writes it');
  };
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'commit' || name === 'saveDeliveryMark') return refuse;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
