import { openGenesys, REGIONS, RegionError, resolveEndpoints, resolveRegion } from '../../lib/genesys/index.ts';
import { now } from './support.ts';

describe('a region', () => {
  it.each([
    'eu-central-1',
    'EU-Central-1',
    ' eu_central_1 ',
    'mypurecloud.de',
    'api.mypurecloud.de',
    'https://apps.mypurecloud.de/directory',
  ])('is understood as "%s"', (text) => {
    expect(resolveRegion(text)).toEqual({ name: 'eu-central-1', host: 'mypurecloud.de' });
  });

  it.each(REGIONS)('$name is found by its name and its host', (region) => {
    expect([resolveRegion(region.name), resolveRegion(region.host)]).toEqual([region, region]);
  });

  it.each(['', 'eu-central', 'mypurecloud.example', 'evil-mypurecloud.de', 'mypurecloud.de.evil.example'])(
    'is not guessed from "%s": the error lists what is allowed',
    (text) => {
      expect(() => resolveRegion(text)).toThrow(RegionError);
      expect(() => resolveRegion(text)).toThrow(/Allowed are: .*eu-central-1 \(mypurecloud.de\)/);
    },
  );
});

describe('endpoints', () => {
  it('of a region are its hosts', () => {
    expect(resolveEndpoints({ region: 'us-west-2' })).toEqual({
      api: 'https://api.usw2.pure.cloud',
      login: 'https://login.usw2.pure.cloud',
    });
  });

  it.each(['https://gateway.example/genesys', 'https://gateway.example/genesys/'])('of %s are below it', (gateway) => {
    expect(resolveEndpoints({ region: 'us-west-2', gateway })).toEqual({
      api: 'https://gateway.example/genesys',
      login: 'https://gateway.example/genesys/login',
    });
  });

  it.each([
    'gateway.example',
    'ftp://gateway.example',
    'https://user:pass@gateway.example',
    'https://gateway.example/?key=1',
  ])('are refused for the gateway %s', (gateway) => {
    expect(() => resolveEndpoints({ gateway })).toThrow(RegionError);
  });

  it('are refused without a region and a gateway', () => {
    expect(() => resolveEndpoints({})).toThrow('set GENESYS_REGION or GENESYS_GATEWAY');
  });
});

describe('options', () => {
  const credentials = async () => ({ clientId: 'x', clientSecret: 'x' });
  it.each([{ share: 0 }, { share: 1.5 }, { share: Number.NaN }, { timeoutMs: 0 }, { pageSize: 0 }])(
    'are refused at once: %j',
    (wrong) => {
      expect(() => openGenesys({ region: 'eu-central-1', credentials, now, ...wrong })).toThrow(RangeError);
    },
  );
});
