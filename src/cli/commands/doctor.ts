import { access, constants } from 'node:fs/promises'
import path from 'node:path'
import { missingEncoders } from '../../main/engine/ffmpeg/encoders'
import { freeBytes } from '../../main/engine/project/free-space'
import { ExpectedError } from '../../shared/ipc/app-error'
import { unitWords } from '../../shared/models/money'
import { table } from '../bill'
import { defineCommand, type Tools } from '../command'
import { CommandFailure } from '../command-failure'
import type { Studio } from '../compose'
import { filmFolder } from '../films'

/** `warning`: films can be made, but not all that may be wanted. */
interface Finding {
  readonly check: string
  readonly state: 'ok' | 'warning' | 'problem'
  readonly words: string
}

const leastFree = 500_000_000

async function ffmpegFinding(studio: Studio): Promise<Finding> {
  try {
    const ffmpeg = await studio.ffmpeg()
    const missing = await missingEncoders(ffmpeg.path)
    if (missing.length > 0)
      return { check: 'ffmpeg', state: 'problem', words: `${ffmpeg.path} can’t make ${missing.join(' or ')}.` }
    return { check: 'ffmpeg', state: 'ok', words: `${ffmpeg.version} with H.264 and AAC (${ffmpeg.path})` }
  } catch (error) {
    if (error instanceof ExpectedError) return { check: 'ffmpeg', state: 'problem', words: error.message }
    throw error
  }
}

async function keyFindings({ accounts, keyPlace, keyProblem }: Studio): Promise<readonly Finding[]> {
  const [account] = await accounts.views()
  const trouble = account?.key.keychainProblem ?? null
  const keychain: Finding =
    trouble === null
      ? { check: 'keychain', state: 'ok', words: 'answers' }
      : { check: 'keychain', state: 'warning', words: trouble }
  if (keyProblem !== null) return [keychain, { check: 'key', state: 'problem', words: keyProblem }]
  const place = await keyPlace()
  const words =
    place === null ? 'none; rehearsal works without. Set RUNWAYML_API_SECRET for paid models.' : `from ${place}`
  const address: Finding[] =
    account?.official === false
      ? [{ check: 'address', state: 'warning', words: `Runway is asked at ${account.baseUrl}` }]
      : []
  return [keychain, { check: 'key', state: place === null ? 'warning' : 'ok', words }, ...address]
}

async function accountFinding({ accounts, keyPlace }: Studio): Promise<Finding> {
  if ((await keyPlace()) === null) return { check: 'account', state: 'warning', words: 'not asked: there is no key' }
  await accounts.test('runway')
  const [account] = await accounts.views()
  if (account?.problem) return { check: 'account', state: 'problem', words: account.problem }
  return { check: 'account', state: 'ok', words: `holds ${unitWords('runway', account?.facts?.balance ?? 0)}` }
}

/** The nearest folder that is there: a data folder may not have been made yet. */
async function existing(folder: string): Promise<string> {
  const parent = path.dirname(folder)
  return access(folder).then(
    () => folder,
    () => (parent === folder ? folder : existing(parent)),
  )
}

async function diskFindings(studio: Studio, cwd: string): Promise<readonly Finding[]> {
  const free = await freeBytes(cwd)
  const megabytes = free === null ? 'unknown' : `${Math.floor(free / 1_000_000).toLocaleString('en')} MB`
  const short = free !== null && free < leastFree
  const place = await existing(studio.appData)
  const writable = await access(place, constants.W_OK).then(
    () => true,
    () => false,
  )
  return [
    {
      check: 'disk',
      state: short ? 'problem' : 'ok',
      words: short ? `only ${megabytes} free here; 500 MB are needed` : `${megabytes} free here`,
    },
    {
      check: 'data folder',
      state: writable ? 'ok' : 'problem',
      words: `${studio.appData}${writable ? '' : ' can’t be written'}`,
    },
  ]
}

async function filmFinding({ cwd, studio }: Tools, word: string): Promise<Finding> {
  try {
    const film = await studio.look(filmFolder(cwd, word))
    const words = [`${film.document.shots.size} shots can be read`, film.holder, ...film.notices]
    if (film.unsaved && film.holder === null)
      words.push(`${film.unsaved.edits} unsaved edits wait for "seamline recover"`)
    const fine = film.notices.length === 0 && (film.unsaved === null || film.holder !== null)
    return { check: 'film', state: fine ? 'ok' : 'warning', words: words.filter(Boolean).join('; ') }
  } catch (error) {
    if (error instanceof ExpectedError || error instanceof CommandFailure) {
      return { check: 'film', state: 'problem', words: error.message }
    }
    throw error
  }
}

const marks = { ok: 'ok', warning: 'note', problem: 'PROBLEM' } as const

export const doctorCommand = defineCommand({
  name: 'doctor',
  summary: 'check what films need on this computer',
  about: [
    'Checks ffmpeg and its encoders, the keychain, the key, the free space and the data folder, and, when one is named, ' +
      'whether a film can be read. Nothing leaves this computer unless --online is given. Problems end it with exit code 1.',
  ],
  words: [{ name: 'FILM', help: 'a film to look at as well', count: 'optional' }],
  options: { online: { type: 'flag', help: 'also ask the account how it stands, which is free' } },
  examples: [
    ['seamline doctor', 'before the first film'],
    ['seamline doctor --online', 'with the key and the balance'],
  ],
  json: ['checks: [{check, state, words}] with state ok, warning or problem'],
  run: async ([word], given, tools) => {
    const { cwd, studio } = tools
    const checks: Finding[] = [await ffmpegFinding(studio), ...(await keyFindings(studio))]
    if (given.online) checks.push(await accountFinding(studio))
    checks.push(...(await diskFindings(studio, cwd)))
    if (word !== undefined) checks.push(await filmFinding(tools, word))
    const bad = checks.some(({ state }) => state === 'problem')
    return {
      ...(bad ? { reason: 'failed' as const } : {}),
      lines: table(checks.map(({ check, state, words }) => [marks[state], check, words])),
      report: { checks },
    }
  },
})
