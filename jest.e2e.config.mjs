import base from './jest.config.mjs';

/** The command line as people run it: child processes, real disks, a real HTTP server. `npm run e2e`. */
/** @type {import('jest').Config} */
export default {
  ...base,
  testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts'],
  testTimeout: 90_000,
  maxWorkers: 2,
};
