// npm run simulator [-- --port <n> --balance <credits> --speed <n>]: a local server that speaks the provider's protocol, to
// try the app without a key and without paying.
import path from 'node:path'
import { build } from 'vite'
import { projectCache, projectRoot } from './paths.mjs'

const outDir = path.join(projectCache, 'simulator')

await build({
  root: projectRoot,
  configFile: false,
  logLevel: 'warn',
  build: { ssr: path.join(projectRoot, 'src/simulator/command-line.ts'), outDir },
})
// In this process, so that Ctrl-C reaches it.
await import(path.join(outDir, 'command-line.js'))
