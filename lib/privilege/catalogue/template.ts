/** A parameter of a template. Genesys renames parameters, so its name tells nothing. */
const PARAMETER = /\{[^{}/]*\}/g;
const ENCODED_BRACE = /%7([bd])/gi;

/**
 * A template as the catalogue writes it: `users//%7BuserId%7D/` → `/api/v2/users/{userId}`. Usage leaves out the leading
 * slash; other sources leave out `/api/v2`, encode braces or add slashes. Letters keep their case, and names of
 * parameters stay. Empty where nothing but slashes was given. Idempotent.
 */
export function normalTemplate(given: string): string {
  const path = `/${given}`
    .replace(ENCODED_BRACE, (_, letter: string) => (letter.toLowerCase() === 'b' ? '{' : '}'))
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '');
  return path === '' || /^\/api(\/|$)/.test(path) ? path : `/api/v2${path}`;
}

/**
 * What two templates have in common if they differ in the names of parameters only: `/api/v2/users/{}`. A literal is
 * never a parameter: `/api/v2/users/me` has a key of its own. Idempotent.
 */
export function templateKey(given: string): string {
  return normalTemplate(given).replace(PARAMETER, '{}');
}
