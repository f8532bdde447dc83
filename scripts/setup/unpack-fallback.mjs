// node unpack-fallback.mjs ARCHIVE FOLDER: the stock Electron inside the archive, without the application around it.
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { chmodSync, createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'

const prefix = 'Cypress/'
const [archive, folder] = process.argv.slice(2)
if (!archive || !folder) throw new Error('usage: unpack-fallback.mjs ARCHIVE FOLDER')

/** The name inside the distribution, or null for what belongs to the application that was shipped with it. */
function distributionName(/** @type {string} */ name) {
  if (!name.startsWith(prefix) || name.endsWith('/')) return null
  const inside = name.slice(prefix.length)
  const foreign = ['resources/app/', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin']
  if (foreign.some((start) => inside.startsWith(start))) return null
  return inside === 'Cypress' ? 'electron' : inside
}

async function unpack(/** @type {string} */ zipFile, /** @type {string} */ target) {
  const zip = await yauzl.openPromise(zipFile)
  for await (const entry of zip.eachEntry()) {
    const name = distributionName(entry.fileName)
    if (!name) continue
    const file = path.join(target, name)
    mkdirSync(path.dirname(file), { recursive: true })
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file))
    // The upper half of the attributes holds the Unix mode.
    chmodSync(file, (entry.externalFileAttributes >>> 16) & 0o777 || 0o644)
  }
  mkdirSync(path.join(target, 'resources'), { recursive: true })
}

await unpack(archive, folder)
writeFileSync(path.join(folder, 'version'), '33.2.1')
// The shipped snapshot belonged to the other application; Playwright needs the inspector.
await flipFuses(path.join(folder, 'electron'), {
  version: FuseVersion.V1,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
})
