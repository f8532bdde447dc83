import { defineConfig } from 'oxlint'

const tests = ['**/*.test.ts', '**/*.test.tsx', 'src/**/testing/**', 'src/test-support/**', 'e2e/**', 'bench/**']

interface ImportRestriction {
  readonly name: string
  readonly importNames?: readonly string[]
  readonly message: string
}

const ipcMain: ImportRestriction = {
  name: 'electron',
  importNames: ['ipcMain'],
  message: 'Only src/main/ipc serves the window, so that every sender and every input is checked.',
}

const childProcess: readonly ImportRestriction[] = [
  'node:child_process',
  'child_process',
  'node:cluster',
  'cluster',
].map((name) => ({
  name,
  message: 'Only src/main/engine/ffmpeg/run-ffmpeg.ts starts processes, so that each has an owner that ends it.',
}))

const network: readonly ImportRestriction[] = [
  'node:http',
  'node:https',
  'node:http2',
  'node:net',
  'node:tls',
  'undici',
].map((name) => ({
  name,
  message: 'Only providers, generation and media/safe-fetch.ts talk to the network.',
}))

function forbid(...restrictions: readonly (ImportRestriction | readonly ImportRestriction[])[]) {
  return { 'no-restricted-imports': ['error', { paths: restrictions.flat() }] } as const
}

const forbidFetch = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'].map((name) => ({
  name,
  message: 'Only providers, generation and media/safe-fetch.ts talk to the network.',
}))

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'promise', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['out/**', 'dist/**', '.cache/**'],
  rules: {
    'max-lines': ['error', { max: 400 }],
    'max-lines-per-function': ['error', { max: 60 }],
    complexity: ['error', { max: 12 }],
    eqeqeq: 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/ban-ts-comment': 'error',
    'import/no-default-export': 'error',
    'oxc/no-barrel-file': ['error', { threshold: 0 }],
    'unicorn/filename-case': ['error', { cases: { kebabCase: true } }],
    'react/rules-of-hooks': 'error',
    'react/exhaustive-deps': 'error',
    // Of the suspicious ones, these object to sound code here: narrowing across the IPC boundary, closures that read
    // well where they are, and sorting of copies.
    'react/react-in-jsx-scope': 'off',
    // Covered by exhaustive-deps, which allows an effect that runs again on purpose.
    'react/exhaustive-effect-dependencies': 'off',
    'react/memo-dependencies': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/consistent-return': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    'no-shadow': 'off',
    // Parts are plain objects of closures: none of their functions reads `this`.
    'typescript/unbound-method': 'off',
    // Nor does it know branded numbers.
    'typescript/no-unsafe-unary-minus': 'off',
    'promise/always-return': 'off',
    'promise/no-callback-in-promise': 'off',
    // A timeline's regions have roles that no element of HTML has.
    'jsx-a11y/prefer-tag-over-role': 'off',
    'import/no-unassigned-import': ['error', { allow: ['**/*.css', '**/no-code-generation'] }],
    'vitest/no-conditional-expect': 'off',
    // It does not know the property tests' own form, `test.prop(...)`.
    'vitest/no-standalone-expect': 'off',
    'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expectTypeOf', 'fc.assert', 'assert*'] }],
    'import/no-named-as-default-member': 'off',
    'no-restricted-globals': ['error', ...forbidFetch],
    ...forbid(ipcMain, childProcess, network),
  },
  overrides: [
    {
      files: [
        'src/main/engine/providers/**',
        'src/main/engine/generation/**',
        'src/main/engine/media/{safe-fetch,public-address}.ts',
      ],
      rules: { 'no-restricted-globals': 'off', ...forbid(ipcMain, childProcess) },
    },
    { files: ['src/main/engine/ffmpeg/run-ffmpeg.ts'], rules: forbid(ipcMain, network) },
    { files: ['src/main/ipc/**'], rules: forbid(childProcess, network) },
    // A page can only reach its own origin and media://, which the content security policy sees to.
    {
      files: ['src/renderer/bridge.ts', 'src/renderer/monitor/sound-blocks.ts'],
      rules: { 'no-restricted-globals': 'off' },
    },
    { files: ['src/simulator/**'], rules: forbid(ipcMain, childProcess) },
    {
      files: ['**/*.tsx'],
      rules: {
        'max-lines-per-function': ['error', { max: 120 }],
        'unicorn/filename-case': ['error', { cases: { kebabCase: true, pascalCase: true } }],
      },
    },
    // A drawing is one picture from back to front, as a component is.
    { files: ['scripts/art/**'], rules: { 'max-lines-per-function': ['error', { max: 120 }] } },
    {
      files: ['scripts/**', '*.config.ts', '.dependency-cruiser.mjs'],
      rules: { 'no-restricted-imports': 'off', 'no-restricted-globals': 'off' },
    },
    { files: ['*.config.ts', '.dependency-cruiser.mjs'], rules: { 'import/no-default-export': 'off' } },
    {
      files: tests,
      rules: {
        'max-lines-per-function': 'off',
        'typescript/no-non-null-assertion': 'off',
        'no-restricted-imports': 'off',
        'no-restricted-globals': 'off',
      },
    },
  ],
})
