#!/usr/bin/env node
// The AWS SDK prints a notice about Node 20 from every process; people and readers of --json must not see it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const { register } = await import('tsx/esm/api');
register();
await import('./guardian.ts');
