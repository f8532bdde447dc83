import path from 'node:path'
import { defineConfig, type Plugin } from 'vite'

/** In a package the program lies beside the archive that holds package.json, and Node has to know that it is a module. */
const moduleFolder: Plugin = {
  name: 'module-folder',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "module" }\n' })
  },
}

// The command line runs on the user's own Node, 20.19 or newer, and on nothing of Electron. Packages under
// "dependencies" stay outside the bundle, as in the window's main process; all others are bundled.
export default defineConfig({
  plugins: [moduleFolder],
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
