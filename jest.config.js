/** Packages that ship ES modules only and must be transformed for jest. */
const modulesOnly = ['hucre', 'numfmt'];

const shared = {
  transform: {
    '^.+\\.(?:[tj]sx?|mjs)$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022', transform: { react: { runtime: 'automatic' } } },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${modulesOnly.join('|')})/)`],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'cjs', 'mjs', 'json'],
  // Its package names an entry for `require` that it does not ship.
  moduleNameMapper: { '^numfmt$': '<rootDir>/node_modules/numfmt/dist/index.js' },
};

const elsewhere = [
  '/node_modules/',
  '<rootDir>/tests/end-to-end/',
  '<rootDir>/tests/oracle/',
  '<rootDir>/tests/workbench/',
  '<rootDir>/tests/hosts/excel/',
];

export default {
  // A slow machine is no failure; a test that hangs is.
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'core',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      testPathIgnorePatterns: elsewhere,
    },
    { ...shared, displayName: 'pane', testEnvironment: 'jsdom', testMatch: ['<rootDir>/tests/**/*.test.tsx'] },
    {
      ...shared,
      displayName: 'excel',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/workbench/**/*.test.ts', '<rootDir>/tests/hosts/excel/**/*.test.ts'],
    },
    { ...shared, displayName: 'oracle', testEnvironment: 'node', testMatch: ['<rootDir>/tests/oracle/**/*.test.ts'] },
    { ...shared, displayName: 'end-to-end', testEnvironment: 'node', testMatch: ['<rootDir>/tests/end-to-end/**/*.test.ts'] },
  ],
};
