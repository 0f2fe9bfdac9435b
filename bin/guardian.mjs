#!/usr/bin/env node
// The AWS SDK prints a notice about Node 20 from every process; people and readers of --json must not see it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const { register } = await import('tsx/esm/api').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stderr.write("guardian: its packages are not installed: run 'npm ci' first\n");
  process.exit(2);
});
register();
await import('./guardian.ts');
