import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const project = fileURLToPath(new URL('../../../../../', import.meta.url))

/** The bundled fonts, where they lie in the repository. */
export const testFonts = join(project, 'resources', 'fonts')

/** Builds the picture thread as the app's build does and returns its file; tests run it as the app will. */
export async function buildPictureWorker(): Promise<string> {
  const folder = join(project, '.cache', 'test-workers')
  const partial = join(folder, `${process.pid}-${Date.now()}`)
  await mkdir(folder, { recursive: true })
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: fileURLToPath(new URL('./picture-worker.ts', import.meta.url)),
      outDir: partial,
      target: 'node20.18',
      rollupOptions: { external: ['wasm-vips'] },
    },
    ssr: { noExternal: true, external: ['wasm-vips'] },
  })
  const file = join(folder, 'picture-worker.js')
  await rename(join(partial, 'picture-worker.js'), file)
  await rm(partial, { recursive: true })
  return file
}
