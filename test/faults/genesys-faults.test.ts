import { CALLS, FAULTS, GenesysCampaign, nameOf } from './genesys-campaign.ts';

describe.each(CALLS)('with $path struck', (call) => {
  let campaign: GenesysCampaign;
  beforeAll(async () => {
    campaign = await GenesysCampaign.open();
  });
  afterAll(async () => {
    await campaign.close();
  });

  it.each(FAULTS.map((fault) => ({ name: nameOf(fault), fault })))(
    'by $name, no invariant breaks',
    async ({ fault }) => {
      expect((await campaign.strike(fault, call)).broken).toEqual([]);
    },
  );
});
