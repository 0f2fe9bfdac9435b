import base from './jest.config.mjs';

/** The report in a real browser: `npm run e2e:browser`. */
/** @type {import('jest').Config} */
export default {
  ...base,
  testMatch: ['<rootDir>/test/browser/**/*.browser.ts'],
  testTimeout: 30_000,
  maxWorkers: 2,
};
