import { type DeclaredCall, type DeclaredReading, isMethod, type ReadingProblem } from './declared-call.ts';

/** One call a line: `GET /api/v2/users/{userId}`. Empty lines, and what follows a `#` at their beginning, say nothing. */
export function readList(text: string): DeclaredReading {
  const calls: DeclaredCall[] = [];
  const problems: ReadingProblem[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const words = line.trim();
    if (words === '' || words.startsWith('#')) continue;
    const place = `line ${index + 1}`;
    const [method = '', path = '', ...rest] = words.split(/\s+/);
    if (!isMethod(method) || path === '' || rest.length > 0) {
      problems.push({ place, message: 'expected a method and a path: GET /api/v2/users/{userId}' });
    } else calls.push({ method: method.toUpperCase(), path, place });
  }
  return { form: 'list', calls, problems };
}
