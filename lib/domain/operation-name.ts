/** `METHOD /template`: how an operation is named to people and in sets. Example: `GET /api/v2/users/{userId}`. */
export function operationName({ method, template }: { readonly method: string; readonly template: string }): string {
  return `${method} ${template}`;
}
