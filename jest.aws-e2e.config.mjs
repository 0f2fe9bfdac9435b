import base from './jest.config.mjs';

/** The deployed guardian on an emulator of AWS: the real CDK, the real bundles, minutes long. `npm run e2e:aws`. */
/** @type {import('jest').Config} */
export default {
  ...base,
  testMatch: ['<rootDir>/test/aws-e2e/**/*.aws-e2e.ts'],
  testTimeout: 240_000,
  maxWorkers: 1,
};
