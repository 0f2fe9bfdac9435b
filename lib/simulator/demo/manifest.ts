import { CRM_REDIRECT_URI, CRM_SCOPES, DEMO_CLIENTS, DEMO_ROLES } from './apps.ts';

/** The `guardian.yaml` of the demo org, as its platform team would have written it. */
export const demoManifest = `# What each vendor of the demo org may do.
orgs:
  - name: demo
    licences: { CX3: 100 }
    enforceScopes: unknown

vendors:
  - name: Acme Recorder
    owner: Quality management
    contact: support@acme-recorder.example
    clients: [${DEMO_CLIENTS.recorder}]
    grantType: CLIENT-CREDENTIALS
    roles:
      - { name: ${DEMO_ROLES.recorder}, divisions: [Sales, Service] }
    maxTokenSeconds: 3600
    quotaShare: 0.5

  - name: Northwind CRM
    owner: Sales operations
    contact: integrations@northwind-crm.example
    clients: [${DEMO_CLIENTS.crm}]
    grantType: CODE
    scopes:
${CRM_SCOPES.map((scope) => `      - ${scope}`).join('\n')}
    redirectUris:
      - ${CRM_REDIRECT_URI}
    maxTokenSeconds: 43200
    quotaShare: 0.5

  - name: Lumen Wallboard
    owner: Workforce management
    contact: help@lumen-wallboard.example
    clients: [${DEMO_CLIENTS.wallboard}]
    grantType: CLIENT-CREDENTIALS
    roles:
      - { name: ${DEMO_ROLES.wallboard}, divisions: [Sales] }
    maxTokenSeconds: 3600
    quotaShare: 0.5

  - name: Aurora platform team
    owner: Platform team
    contact: platform@aurora-support.example
    clients: [${DEMO_CLIENTS.guardian}]
    grantType: CLIENT-CREDENTIALS
    roles:
      - { name: ${DEMO_ROLES.guardian}, divisions: [home] }
`;
