import hosts from 'purecloud-platform-client-v2/src/purecloud-platform-client-v2/PureCloudRegionHosts.js';

/** A Genesys Cloud region: its AWS name and its host. */
export interface Region {
  readonly name: string;
  readonly host: string;
}

/** Where an org answers. Neither URL ends in a slash. */
export interface Endpoints {
  /** `<api>/api/v2/...` */
  readonly api: string;
  /** `<login>/oauth/token` */
  readonly login: string;
}

/** A region or gateway that cannot be used: a mistake in the configuration, so it is thrown. */
export class RegionError extends Error {
  override readonly name = 'RegionError';
}

/** The regions that the SDK knows, by name. */
export const REGIONS: readonly Region[] = Object.entries(hosts)
  .map(([key, host]) => ({ name: key.replaceAll('_', '-'), host }))
  .sort((a, b) => (a.name < b.name ? -1 : 1));

/**
 * The region of an AWS region name (`eu-central-1`) or a Genesys host (`mypurecloud.de`, also with `api.`, `apps.` or
 * `login.` and as a URL).
 * @throws RegionError that lists what is allowed.
 */
export function resolveRegion(text: string): Region {
  const wanted = text
    .trim()
    .toLowerCase()
    .replace(/^https:\/\//, '')
    .replace(/^(api|apps|login)\./, '')
    .replace(/\/.*$/, '');
  const region = REGIONS.find(({ name, host }) => name === wanted.replaceAll('_', '-') || host === wanted);
  if (region) return region;
  const allowed = REGIONS.map(({ name, host }) => `${name} (${host})`).join(', ');
  throw new RegionError(`"${text}" is no Genesys Cloud region. Allowed are: ${allowed}`);
}

/**
 * The endpoints of a gateway, or else of a region.
 * @throws RegionError where neither is given, or where one of them is unusable.
 */
export function resolveEndpoints({ region, gateway }: { region?: string; gateway?: string }): Endpoints {
  if (gateway) return gatewayEndpoints(gateway);
  if (!region) throw new RegionError('Neither a region nor a gateway is given: set GENESYS_REGION or GENESYS_GATEWAY');
  const { host } = resolveRegion(region);
  return { api: `https://api.${host}`, login: `https://login.${host}` };
}

function gatewayEndpoints(gateway: string): Endpoints {
  const url = URL.canParse(gateway) ? new URL(gateway) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new RegionError('The gateway is no http or https URL. Allowed is a base URL such as https://gateway.example');
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new RegionError('The gateway URL may not hold a user, a password, a query or a fragment: only a base URL');
  }
  const base = `${url.origin}${url.pathname}`.replace(/\/+$/, '');
  return { api: base, login: `${base}/login` };
}
