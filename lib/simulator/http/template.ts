/**
 * The parameters of a path that fits a template, or `undefined`. `{name}` stands for one segment, a final `/**` for any
 * rest of the path.
 */
export function matchTemplate(template: string, path: string): Record<string, string> | undefined {
  const hasRest = template.endsWith('/**');
  const wanted = (hasRest ? template.slice(0, -'/**'.length) : template).split('/');
  const given = path.split('/');
  if (hasRest ? given.length < wanted.length : given.length !== wanted.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith('{')) params[segment.slice(1, -1)] = decodeURIComponent(value);
    else if (segment !== value) return undefined;
  }
  return params;
}
