import { describeStore } from '../contracts/store.contract.ts';
import { newTable, sharedEngine } from './stores.ts';

for (const where of ['memory', 'disk'] as const) {
  describe(where, () => {
    const shared = sharedEngine(where);
    describeStore(`the embedded engine (${where})`, async () => {
      const { open } = await newTable(shared.engine());
      return async () => open();
    });
  });
}
