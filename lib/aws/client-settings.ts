/**
 * What all AWS clients but the store's have in common: they wait no longer than a function can afford to. Region,
 * endpoint and credentials come from the environment, as everywhere with AWS.
 */
export function clientSettings() {
  // The SDK prints a notice about Node 20 from every process; people and readers of JSON must not see it.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  return {
    retryMode: 'standard',
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  };
}
