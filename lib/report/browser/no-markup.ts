/** What browsers know as trusted types: whoever sets text as markup has to pass a policy. */
interface TrustedTypes {
  createPolicy(name: 'default', rules: { createHTML: (markup: string) => string | null }): unknown;
}

declare global {
  var trustedTypes: TrustedTypes | undefined;
}

/**
 * The page's policy demands trusted types, so nothing can become markup here, neither by our code nor by a library's. The
 * one exception is no markup at all: that is how drawings are wiped when they are put away.
 */
export function allowNoMarkup(): void {
  globalThis.trustedTypes?.createPolicy('default', { createHTML: (markup) => (markup === '' ? '' : null) });
}
