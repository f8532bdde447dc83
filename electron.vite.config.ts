import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { readdirSync } from 'node:fs'
import path from 'node:path'

// The oldest Electron that the app runs on: Node 20.18 and Chromium 130.
const oldestNode = 'node20.18'
const oldestChromium = 'chrome130'

/** A file named `*-worker.ts` runs in its own thread, so it becomes its own file beside `index.js`. */
const workers = Object.fromEntries(
  readdirSync('src/main', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('-worker.ts'))
    .map((file) => [path.basename(file, '.ts'), path.resolve('src/main', file)]),
)

// Packages under "dependencies" stay outside the bundles and are shipped beside them; all others are bundled, so that
// packages which are ES modules only run on every Electron.
const parts = {
  main: {
    build: {
      target: oldestNode,
      outDir: 'out/main',
      rollupOptions: { input: { index: path.resolve('src/main/index.ts'), ...workers } },
    },
  },
  preload: {
    build: {
      target: oldestNode,
      outDir: 'out/preload',
      externalizeDeps: false,
      // A sandboxed preload can't be an ES module.
      rollupOptions: {
        input: { index: path.resolve('src/preload/index.ts'), key: path.resolve('src/preload/key.ts') },
        output: { format: 'cjs' as const, entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      target: oldestChromium,
      outDir: 'out/renderer',
      // The content security policy allows no data: addresses for code, styles or fonts.
      assetsInlineLimit: 0,
      rollupOptions: {
        input: { index: path.resolve('src/renderer/index.html'), key: path.resolve('src/renderer/key.html') },
      },
    },
  },
}

type Part = keyof typeof parts

/** `scripts/build.mjs` names the parts whose sources changed; everything else builds all of them. */
const wanted = process.env['SEAMLINE_BUILD_PARTS']?.split(',')

export default defineConfig(
  Object.fromEntries(Object.entries(parts).filter(([part]) => !wanted || wanted.includes(part as Part))),
)
