#!/usr/bin/env node
// Starts the built command line.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const program = new URL('../out/cli/index.js', import.meta.url)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`seamline: Node 20.19 or newer is needed; this is ${process.versions.node}.\n`)
  process.exitCode = 1
} else if (existsSync(fileURLToPath(program))) {
  await import(program.href)
} else {
  process.stderr.write('seamline: the command line is not built yet. In the folder of Seamline, run: npm run build\n')
  process.exitCode = 1
}
