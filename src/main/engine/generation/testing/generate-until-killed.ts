import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import type { JobState } from '../../../../shared/jobs/job'
import { listPrices } from '../../../../shared/models/prices'
import { testFfmpeg } from '../../ffmpeg/test-ffmpeg'
import { verifyClip } from '../../media/verify-clip'
import { openProject } from '../../project/open-project'
import { createDownloadClip } from '../download-clip'
import { createGeneration } from '../create-generation'
import type { Generation } from '../generation'
import { accountOf, accountsAt } from './accounts-at'
import { hastyClock } from './hasty-clock'

/** Nothing happens in this process from here on; what is at a provider goes on. */
function freeze(word: string): never {
  writeSync(1, `${word}\n`)
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

/** Looks between any two things that happen, so that no state is missed. */
function freezeAt(generation: Generation, state: JobState): void {
  if (generation.jobs.at(-1)?.state === state) freeze(state)
  setImmediate(() => freezeAt(generation, state))
}

/** Generates the first shot of a film until somebody kills the process; in one state it stands still. */
async function generateUntilKilled([folder = '', appData = '', baseUrl = '', key = '', state = '']: readonly string[]) {
  const opened = await openProject(folder, { appData })
  if (!opened.ok || opened.value.readOnly !== null) throw new Error('The project could not be opened for writing')
  const session = opened.value
  const accounts = accountsAt(() => baseUrl)
  await accounts.storeKey('runway', key, 'session')
  const inputs = join(session.paths.cache, 'inputs')
  const { elapsed } = hastyClock
  const ffmpeg = await testFfmpeg()
  const noFiles = (): Promise<string> => Promise.reject(new Error('There are no files here'))
  const generation = await createGeneration({
    session,
    media: {
      verifyClip: (path, signal) => verifyClip(ffmpeg, path, signal),
      framedFile: noFiles,
      exactFrame: noFiles,
      pictureFile: noFiles,
      assetFile: noFiles,
      takeFile: (take) => join(session.paths.takes, `${take.id}.mp4`),
    },
    providers: [accountOf(accounts, 'runway').openProvider({ inputs, download: createDownloadClip(), elapsed })],
    accounts: accounts.all,
    prices: () => listPrices.perSecond,
    freeBytes: () => Promise.resolve(null),
    appData,
    clock: hastyClock,
    newId: randomUUID,
    onTakes: () => undefined,
    onQueue: () => undefined,
    onProblem: () => undefined,
    log: () => undefined,
  })
  writeSync(1, 'begun\n')
  freezeAt(generation, state as JobState)
  const shots = [...session.document.shots.keys()].slice(0, 1)
  await generation.approve(shots, (await generation.quote(shots)).hash)
}

await generateUntilKilled(process.argv.slice(2))
