import path from 'node:path'
import { defineConfig } from 'vite'

// The command line runs on the user's own Node, 20.19 or newer, and on nothing of Electron. Packages under
// "dependencies" stay outside the bundle, as in the window's main process; all others are bundled.
export default defineConfig({
  logLevel: 'warn',
  build: {
    ssr: true,
    target: 'node20.19',
    outDir: 'out/cli',
    rollupOptions: {
      input: {
        index: path.resolve('src/cli/index.ts'),
        'picture-worker': path.resolve('src/main/engine/media/pictures/picture-worker.ts'),
      },
      // What is bundled of CommonJS asks for these.
      output: { banner: 'const __dirname = import.meta.dirname; const __filename = import.meta.filename;' },
    },
  },
  ssr: { noExternal: true, external: ['wasm-vips', '@napi-rs/keyring', 'ffmpeg-static'] },
})
