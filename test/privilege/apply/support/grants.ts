/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL writes its templates so. */
import type { ReadyGrant } from '../../../../lib/privilege/apply/index.ts';

/** Texts of strangers: what could end a string, a line or a comment, start a template, or steer a terminal. */
export const HOSTILE_TEXTS = [
  '${file("/etc/passwd")}',
  '%{ if true }x%{ endif }',
  '$${x} $$${x} %%{x} $%{x} %${x}',
  '"\nresource "null_resource" "x" {}\n#',
  '\'; - name: "x"\nvendors: []',
  'a\\',
  '# comment: [',
  '\u001b[31mred\u0007',
  '\u202egnp.exe\u2028\u2029\u0085',
  '```\nrm -rf /\n```',
  '漢字 アプリ',
  '   ',
  '*/ // <!-- -->',
  '{{baseUrl}}',
];

/** A client-credentials client with one role in Sales. */
export function roleGrant(difference: Partial<ReadyGrant> = {}): ReadyGrant {
  return {
    client: { id: 'c0000000-0000-4000-8000-000000000001', name: 'Acme Recorder' },
    vendor: 'Acme',
    description: 'Records calls',
    grantType: 'CLIENT-CREDENTIALS',
    scopes: [],
    roles: [
      {
        name: 'Marketplace_App_Acme_Analytics_Routing_Only',
        description: 'Made for one client.',
        permissions: ['analytics:conversationDetail:view', 'routing:queue:edit', 'routing:queue:view'],
        places: [{ kind: 'named', name: 'Sales' }],
      },
    ],
    keptGrants: [],
    redirectUris: [],
    tokenSeconds: 3600,
    calls: ['GET /api/v2/routing/queues'],
    notes: [],
    ...difference,
  };
}

/** An app in which people sign in. */
export function scopeGrant(difference: Partial<ReadyGrant> = {}): ReadyGrant {
  return roleGrant({
    grantType: 'CODE',
    roles: [],
    scopes: ['routing:readonly', 'users:readonly'],
    redirectUris: ['https://acme.example/callback'],
    ...difference,
  });
}
