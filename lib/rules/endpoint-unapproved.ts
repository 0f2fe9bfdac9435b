import { isApprovedEndpoint } from '../domain/endpoint-pattern.ts';
import { operationName } from '../domain/operation-name.ts';
import { grouped } from './figures.ts';
import { compliant, type MeteredRule, unknownBecause, type Violation, violatedBy } from './rule.ts';
import { added } from './words.ts';

export const endpointUnapproved: MeteredRule = {
  id: 'endpoint-unapproved',
  scope: 'metered',
  defaultSeverity: 'medium',
  needs: ['usage'],
  doc: {
    what: 'A client calls an operation that the manifest does not list for its vendor.',
    why: 'What a vendor really does with its access is more telling than what it was given: a new operation is a new feature, or misuse.',
    when: 'The vendor has `endpoints` in the manifest, and usage shows a call of one of its clients that none of them covers. Names of path parameters do not matter; `*` stands for any method, or for the rest of a path.',
    fix: 'Ask the vendor what the call is for. Add the operation to its `endpoints` in `guardian.yaml`, or take away the scope or the permission that opens it.',
    silence:
      "Add `METHOD /path` to the vendor's `endpoints`; without `endpoints` the rule does not apply to the vendor.",
  },
  judge(client, usage) {
    const approved = client.vendor?.endpoints;
    if (!client.vendor || approved === undefined) return compliant;
    if (usage.endpoints.length === 0) return unknownBecause('Calls by operation have not been read yet.');
    const requests = new Map<string, { readonly method: string; readonly template: string; readonly count: number }>();
    for (const row of usage.endpoints) {
      if (row.clientId !== client.id || row.requests === 0 || isApprovedEndpoint(row, approved)) continue;
      const key = operationName(row);
      const count = (requests.get(key)?.count ?? 0) + row.requests;
      requests.set(key, { method: row.method, template: row.template, count });
    }
    const { name } = client.vendor;
    return violatedBy(
      [...requests]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(
          ([subject, { method, template, count }]): Violation => ({
            subject,
            severity: 'medium',
            title: `${client.name} calls ${subject}, which is not approved`,
            because: `Usage shows ${grouped(count)} such ${count === 1 ? 'request' : 'requests'} on the newest days that are known in detail, and no entry under endpoints of ${name} covers them.`,
            evidence: { method, template },
            change: added([subject]),
            fix: [
              `Ask ${name} what it calls ${subject} for.`,
              `If it may: add "${subject}" to endpoints of ${name} in guardian.yaml.`,
              `If it may not: guardian explain --client ${client.id} --call '${subject}' shows which scope or permission opens it; take that away in Admin > Integrations > OAuth.`,
            ],
          }),
        ),
    );
  },
};
