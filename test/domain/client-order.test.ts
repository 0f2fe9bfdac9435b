import fc from 'fast-check';
import { byVendorAndName } from '../../lib/domain/client-order.ts';

const recorder = { vendor: 'Acme', name: 'Recorder', id: 'a' };

describe('an order by vendor and name', () => {
  it('puts what no vendor claims last, whatever it is called', () => {
    const nobodys = { ...recorder, vendor: null, name: 'Aardvark' };
    expect([nobodys, recorder].sort(byVendorAndName)).toEqual([recorder, nobodys]);
  });

  it('puts a name before those that begin with it', () => {
    const longer = { ...recorder, name: 'Recorder EU' };
    expect([longer, recorder].sort(byVendorAndName)).toEqual([recorder, longer]);
  });

  it('tells namesakes apart by id', () => {
    const twin = { ...recorder, id: 'b' };
    expect([twin, recorder].sort(byVendorAndName)).toEqual([recorder, twin]);
  });

  it('does not depend on the order in which clients come', () => {
    const text = fc.constantFrom('', 'A', 'A B', 'a', 'É');
    const client = fc.record({ vendor: fc.option(text), name: text, id: text });
    fc.assert(
      fc.property(fc.array(client), (clients) => {
        expect([...clients].reverse().sort(byVendorAndName)).toEqual([...clients].sort(byVendorAndName));
      }),
    );
  });
});
