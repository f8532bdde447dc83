import type { KnipConfig } from 'knip'

const config: KnipConfig = {
  entry: [
    'src/main/**/*-worker.ts',
    // Started as processes of their own by the tests that kill them.
    'src/main/engine/project/testing/edit-until-killed.ts',
    'src/main/engine/generation/testing/generate-until-killed.ts',
    // Started by the test that gives it a keychain of its own.
    'src/main/engine/secrets/testing/key-vault-process.ts',
    // Built and run by scripts/simulator.mjs.
    'src/simulator/command-line.ts',
    'src/renderer/{index,key}.html',
    // Built by scripts/build.mjs and started by bin/seamline.mjs.
    'src/cli/index.ts',
    'scripts/*.mjs',
    'scripts/art/draw.mjs',
    'scripts/setup/unpack-fallback.mjs',
    'scripts/setup/fallback-loader/main.mjs',
    'e2e/**/*.e2e.ts',
    'bench/**/*.{ts,mjs}',
  ],
  project: ['src/**/*.{ts,tsx,css}', 'scripts/**/*.{mjs,ts}', 'e2e/**/*.ts', 'bench/**/*.{ts,mjs}'],
  // A type beside the function that takes it may be exported for readers of the signature.
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignoreDependencies: [
    // The types of the oldest Electron, named by its path in tsconfig.main-electron-33.json.
    'electron-33',
    // Run by their paths: the type checker, the layer check, the packager.
    'typescript-7',
    'dependency-cruiser',
    'electron-builder',
  ],
  // Style sheets import the fonts' packages, and compose classes of each other.
  compilers: {
    css: (text: string) =>
      [
        ...[...text.matchAll(/(?<=@)import[^;]+/g)].map(String),
        ...[...text.matchAll(/composes:[^;]+ from ('[^']+')/g)].map(([, file]) => `import ${file}`),
      ].join('\n'),
  },
  ignoreBinaries: ['mkfifo', 'mount', 'umount'],
}

export default config
