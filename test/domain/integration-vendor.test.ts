import { integrationVendor } from '../../lib/domain/integration-vendor.ts';
import type { Integration } from '../../lib/domain/org.ts';

const wallboards: Integration = {
  id: 'i1',
  name: 'Wallboards',
  typeId: 'wallboards',
  vendorName: 'Wallboards Ltd',
  vendorClientIds: ['c-1', 'c-2'],
  intendedState: 'ENABLED',
};

describe('integrationVendor', () => {
  it('names the vendor whose integration authorises the client, whatever the case of the id', () => {
    expect(integrationVendor('C-2', [wallboards])).toBe('Wallboards Ltd');
  });

  it('names nobody for a client of no integration', () => {
    expect(integrationVendor('c-3', [wallboards])).toBeUndefined();
  });

  it('looks further where an integration has no vendor', () => {
    const { vendorName: _, ...nameless } = wallboards;
    expect(integrationVendor('c-1', [nameless, wallboards])).toBe('Wallboards Ltd');
    expect(integrationVendor('c-1', [nameless])).toBeUndefined();
  });
});
