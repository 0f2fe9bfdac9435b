#!/usr/bin/env node
import { fileURLToPath } from 'node:url';

// The AWS SDK prints a notice about Node 20 from every process; people and readers of --json must not see it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

try {
  const { register } = await import('tsx/esm/api');
  // By its place: from another folder, tsx would look for one there.
  register({ tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) });
  await import('./guardian.ts');
} catch (error) {
  // Left to itself, Node would end with 1, and that would say "open findings".
  const isNotInstalled = error?.code === 'ERR_MODULE_NOT_FOUND';
  const detail = process.env.GUARDIAN_DEBUG ? error?.stack : error?.message;
  const hint = isNotInstalled ? "\nguardian: are its packages installed? Run 'npm ci'" : '';
  process.stderr.write(`guardian: it cannot start: ${detail}${hint}\n`);
  process.exitCode = isNotInstalled ? 2 : 3;
}
