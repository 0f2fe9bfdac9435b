// Packages published as ES modules only: Jest runs CommonJS, so swc has to translate them.
const esModules = [
  'purecloud-platform-client-v2',
  'any-ascii',
  'p-limit',
  'p-throttle',
  'yocto-queue',
  'yocto-spinner',
  'yoctocolors',
  'fast-check',
  'pure-rand',
];

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  setupFiles: ['<rootDir>/test/setup.cjs'],
  testTimeout: 60_000,
  maxWorkers: '100%',
  transform: {
    '^.+\\.[jt]s$': ['@swc/jest', commonJs({ parser: { syntax: 'typescript' } })],
    '^.+\\.tsx$': [
      '@swc/jest',
      commonJs({
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic', importSource: 'preact' } },
      }),
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
};

function commonJs(jsc) {
  return { jsc: { ...jsc, target: 'es2023' }, module: { type: 'commonjs' } };
}
