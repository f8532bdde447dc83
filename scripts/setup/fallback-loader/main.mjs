// Does what Electron's own default app does in a stock download: opens the application folder named on the command line.
import { app } from 'electron'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const argument = process.argv.slice(1).find((word) => !word.startsWith('-'))
if (!argument) throw new Error('usage: electron [switches] APP_FOLDER [arguments]')
const folder = path.resolve(argument)
const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
const name = manifest.productName ?? manifest.name

process.defaultApp = true
app.setName(name)
app.setVersion(manifest.version)
app.setAppPath(folder)
if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', path.join(app.getPath('appData'), name))

// Awaited: otherwise `ready` fires first, and what must happen before it (privileged schemes) comes too late.
await import(pathToFileURL(path.join(folder, manifest.main)).href)
