import { ALL_DIVISIONS, UNKNOWN_DIVISION } from '../../lib/domain/client.ts';
import { PermissionSet } from '../../lib/domain/permission.ts';
import { grantBeyond } from '../../lib/rules/grant-beyond.ts';

const VIEW = 'recording:recording:view';
const allowing = (...divisionIds: string[]) =>
  new Map(divisionIds.map((id) => [id, new PermissionSet([VIEW])] as const));
const viewIn = (divisionId: string) => ({ permissions: new PermissionSet([VIEW]), divisionId });

const NOTHING = { permissions: [], isUnsure: false };
const CERTAIN = { permissions: [VIEW], isUnsure: false };
const UNSURE = { permissions: [], isUnsure: true };

describe('grantBeyond', () => {
  it.each([
    ['the same division', 'sales', allowing('sales'), NOTHING],
    ['another division', 'sales', allowing('support'), CERTAIN],
    ['all divisions', 'sales', allowing(ALL_DIVISIONS), NOTHING],
    ['a division that is not known', 'sales', allowing(UNKNOWN_DIVISION), UNSURE],
    ['nothing', 'sales', allowing(), CERTAIN],
  ])('judges a known division against %s', (_, divisionId, reference, expected) => {
    expect(grantBeyond(viewIn(divisionId), reference)).toEqual(expected);
  });

  it.each([
    ['some division', allowing('sales'), UNSURE],
    ['all divisions', allowing(ALL_DIVISIONS), NOTHING],
    ['a division that is not known either, and may be another', allowing(UNKNOWN_DIVISION), UNSURE],
    ['nothing', allowing(), CERTAIN],
  ])('judges an unknown division against %s', (_, reference, expected) => {
    expect(grantBeyond(viewIn(UNKNOWN_DIVISION), reference)).toEqual(expected);
  });

  it('judges all divisions against one', () => {
    expect(grantBeyond(viewIn(ALL_DIVISIONS), allowing('sales'))).toEqual(CERTAIN);
  });
});
