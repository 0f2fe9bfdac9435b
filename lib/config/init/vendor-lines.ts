import type { ProposedLine, ProposedRole, ProposedVendor } from '../../domain/manifest-proposal.ts';
import { comment, commentText, scalar } from './comment.ts';

/** How much is said beside what counts: a file has a largest size, and what it approves goes first. */
export const DETAILS = ['all', 'no-calls', 'bare'] as const;
export type Detail = (typeof DETAILS)[number];

/** An entry as lines of an item of a block list, with the dash at the first column. */
export function vendorLines(vendor: ProposedVendor, detail: Detail): string[] {
  const notes = detail === 'bare' ? [] : vendor.notes;
  return [
    `- name: ${scalar(vendor.name)}`,
    ...indented(2, [
      '# owner: who answers for this vendor in your company?  (unknown)',
      ...(detail === 'bare' ? [] : ['# contact: whom to call at the vendor?  (unknown)']),
      ...notes.map(warning),
      ...clientLines(vendor),
      ...(vendor.orgs ? [`orgs: [${vendor.orgs.map(scalar).join(', ')}]`] : []),
      ...(vendor.grantType === undefined ? [] : [`grantType: ${scalar(vendor.grantType)}`]),
      ...(vendor.scopes ? list('scopes', vendor.scopes, detail) : []),
      ...(vendor.roles ? roleLines(vendor.roles, detail) : []),
      ...(vendor.permissions ? list('permissions', vendor.permissions, detail) : []),
      ...(vendor.redirectUris ? list('redirectUris', vendor.redirectUris.map(plainLine), detail) : []),
      ...(vendor.maxTokenSeconds === undefined ? [] : [`maxTokenSeconds: ${vendor.maxTokenSeconds}`]),
      ...vendor.unwritten.map((why) => comment(`not written: ${why}`)),
      ...suggestions(vendor, detail),
      `reviewBy: ${vendor.reviewBy}`,
    ]),
  ];
}

function clientLines({ clients }: ProposedVendor): string[] {
  return [
    'clients:',
    ...clients.map(({ written, id, name }) => `  - ${scalar(written)} # ${commentText(written === id ? name : id)}`),
  ];
}

function roleLines(roles: readonly ProposedRole[], detail: Detail): string[] {
  if (roles.length === 0) return ['roles: []'];
  return [
    'roles:',
    ...indented(
      2,
      roles.flatMap(({ name, divisions, notes }) => [
        `- name: ${scalar(name)}`,
        ...(detail === 'bare' ? [] : notes.map((note) => `  ${warning(note)}`)),
        `  divisions: [${divisions.map(scalar).join(', ')}]`,
      ]),
    ),
  ];
}

function list(key: string, lines: readonly ProposedLine[], detail: Detail): string[] {
  if (lines.length === 0) return [`${key}: []`];
  return [
    `${key}:`,
    ...lines.map(({ value, notes }) => {
      const said = detail === 'bare' || notes.length === 0 ? '' : ` # ${commentText(notes.join('; '))}`;
      return `  - ${scalar(value)}${said}`;
    }),
  ];
}

function suggestions({ quotaShare, endpoints }: ProposedVendor, detail: Detail): string[] {
  if (detail !== 'all') return [];
  return [
    ...(quotaShare ? [comment(`quotaShare: ${quotaShare.value}  (${quotaShare.why})`)] : []),
    ...(endpoints
      ? [
          `# endpoints:  (observed calls; written out, any other call is told${endpoints.more > 0 ? `; ${endpoints.more} more are left out here` : ''})`,
          ...endpoints.calls.map((call) => `#   - ${commentText(call)}`),
        ]
      : []),
  ];
}

/** What somebody should look at begins with `!`, so that a search finds it. */
function warning(note: string): string {
  return comment(`! ${note}`);
}

function plainLine(value: string): ProposedLine {
  return { value, notes: [] };
}

function indented(columns: number, lines: readonly string[]): string[] {
  return lines.map((line) => ' '.repeat(columns) + line);
}
