import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands for `@aws-sdk/credential-provider-node` in the bundles of functions: Lambda puts a function's credentials into
 * its environment and nowhere else.
 */
export const defaultProvider = () => fromEnv();
