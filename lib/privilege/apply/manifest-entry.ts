import * as z from 'zod';
import { ALL_DIVISIONS, restrictedBy } from '../../domain/client.ts';
import { endpointForm, permissionForm, scopeForm } from '../../domain/written-forms.ts';
import { slug } from '../role/index.ts';
import type { Place, ReadyFile, ReadyGrant } from './grant.ts';
import { oneLine, quoted } from './quoted.ts';

/**
 * The vendor's entry for `guardian.yaml`, under `vendors:`. Texts stand in double quotes, which YAML reads as JSON does.
 * What the manifest would refuse, and what somebody has yet to say, stands there as a comment.
 */
export function manifestFile(grant: ReadyGrant): ReadyFile {
  const { client, vendor } = grant;
  const isByRoles = restrictedBy(grant.grantType) === 'permissions';
  const lines = [
    'vendors:',
    ...grant.notes.map((note) => `  # ${oneLine(note)}`),
    `  - name: ${quoted(vendor.trim() === '' ? 'unnamed vendor' : vendor)}`,
    '    # owner: who answers for this vendor in your company',
    '    # contact: whom to call at the vendor',
    '    # reviewBy: the day on which this entry should be looked at again, such as 2027-06-30',
    ...(client.id === null
      ? ['    # Its name until the client has an id: * and ? in it would stand for other names, too.']
      : [`    # ${oneLine(client.name)}`]),
    ...list('clients', [client.id ?? (client.name.trim() === '' ? 'unnamed client' : client.name)], ANY_TEXT),
    `    grantType: ${quoted(grant.grantType)}`,
    ...(isByRoles ? roleLines(grant) : list('scopes', grant.scopes, scopeForm)),
    ...(grant.redirectUris === null
      ? isByRoles
        ? []
        : ['    # redirectUris: those that the vendor names, to the letter']
      : list('redirectUris', grant.redirectUris, z.url())),
    ...(Number.isInteger(grant.tokenSeconds) && grant.tokenSeconds > 0
      ? [`    maxTokenSeconds: ${grant.tokenSeconds}`]
      : []),
    ...list('endpoints', grant.calls, endpointForm),
  ];
  return { name: `${slug(client.name)}.guardian.yaml`, text: `${lines.join('\n')}\n` };
}

const ANY_TEXT = z.string();

function roleLines({ roles, keptGrants }: ReadyGrant): string[] {
  if (keptGrants.length > 0) {
    const names = [...new Set(keptGrants.map(({ roleName, roleId }) => oneLine(roleName ?? roleId)))];
    return [
      `    # roles and permissions are left out: the first sighting counts. These roles stay: ${names.join(', ')}`,
    ];
  }
  const isUnknown = roles.some(({ places }) => places.some(({ kind }) => kind === 'unknown'));
  const entries = roles.flatMap(({ name, places }) => [
    `      - name: ${quoted(name)}`,
    `        divisions: [${places.map((place) => quoted(divisionName(place))).join(', ')}]`,
  ]);
  return [
    ...(isUnknown
      ? [
          '    # Name the divisions in which it may work, and take away the #:',
          '    # roles:',
          ...entries.map(commented),
        ]
      : roles.length > 0
        ? ['    roles:', ...entries]
        : ['    roles: []']),
    ...list(
      'permissions',
      roles.flatMap(({ permissions }) => permissions),
      permissionForm,
    ),
  ];
}

function commented(line: string): string {
  return `    # ${line.slice(4)}`;
}

/** As the manifest writes divisions: home and all of them have to be written out. */
function divisionName(place: Place): string {
  switch (place.kind) {
    case 'everywhere':
      return ALL_DIVISIONS;
    case 'home':
      return 'home';
    case 'named':
      return isPlain(place.name) ? place.name : (place.id ?? place.name);
    case 'id':
      return place.id;
    case 'unknown':
      return '?';
    default:
      return place satisfies never;
  }
}

/** False for a name that the manifest would read as another one: home, all of them, or without its spaces. */
function isPlain(name: string): boolean {
  return name.trim() === name && name !== ALL_DIVISIONS && name.toLowerCase() !== 'home';
}

function list(key: string, items: readonly string[], form: z.ZodType): string[] {
  const sorted = [...new Set(items)].sort();
  const fitting = sorted.filter((item) => form.safeParse(item).success);
  const others = sorted.filter((item) => !form.safeParse(item).success);
  return [
    ...(fitting.length > 0 ? [`    ${key}:`, ...fitting.map((item) => `      - ${quoted(item)}`)] : [`    ${key}: []`]),
    ...others.map((item) => `      # cannot be written here: ${oneLine(item)}`),
  ];
}
