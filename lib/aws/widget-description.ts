/** What CloudWatch shows to somebody who adds the widget to a dashboard: Markdown, with the parameters as an example. */
export function widgetDescription(orgs: readonly string[]): string {
  const [example = 'prod'] = orgs;
  return `## OAuth guardian: overview of an org

Shows how the OAuth clients of a Genesys Cloud org stand: what could not be seen, open findings by severity and the worst of
them, how much of the API allowance is used, waivers that end soon. It reads the guardian's history and changes nothing.

### Parameters

| parameter | |
|---|---|
| \`org\` | name of the org in \`guardian.yaml\`: ${orgs.map((org) => `\`${code(org)}\``).join(', ')}. Left out: the only one, or a choice |

### Example

\`\`\` yaml
org: ${JSON.stringify(example)}
\`\`\`
`;
}

/** A name within Markdown's marks for code, in a cell of a table. */
function code(name: string): string {
  return name.replaceAll(/[`|\r\n]/g, ' ');
}
