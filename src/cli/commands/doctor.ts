import { access, constants } from 'node:fs/promises'
import path from 'node:path'
import { missingEncoders } from '../../main/engine/ffmpeg/encoders'
import { paidProviders } from '../../main/engine/providers/paid-providers'
import { freeBytes } from '../../main/engine/project/free-space'
import { ExpectedError } from '../../shared/ipc/app-error'
import type { AccountView } from '../../shared/ipc/account-view'
import { findProvider, unitWords } from '../../shared/models/money'
import { table } from '../bill'
import { defineCommand, type Tools } from '../command'
import { CommandFailure } from '../command-failure'
import type { Studio } from '../compose'
import { filmFolder } from '../films'
import { keyNamesOf, urlNameOf } from '../read-environment'

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

/** `key` of the first provider, `key, CometAPI` of the others. */
function checkName(check: string, { provider }: AccountView): string {
  return provider === paidProviders[0]?.id ? check : `${check}, ${labelOf(provider)}`
}

function labelOf(provider: string): string {
  return findProvider(provider)?.label ?? provider
}

function keychainFinding(accounts: readonly AccountView[]): Finding {
  const trouble = accounts.find(({ key }) => key.keychainProblem !== null)?.key.keychainProblem ?? null
  return trouble === null
    ? { check: 'keychain', state: 'ok', words: 'answers' }
    : { check: 'keychain', state: 'warning', words: trouble }
}

async function keyFindings({ keyPlace, keyProblem }: Studio, account: AccountView): Promise<readonly Finding[]> {
  const { baseUrl, official, ownUrl, provider } = account
  const check = checkName('key', account)
  const unusable = keyProblem(provider)
  if (unusable !== null) return [{ check, state: 'problem', words: unusable }]
  const place = await keyPlace(provider)
  const [name] = keyNamesOf(provider)
  const words = place === null ? `none; rehearsal works without. Set ${name} for paid models.` : `from ${place}`
  const key: Finding = { check, state: place === null ? 'warning' : 'ok', words }
  const address = checkName('address', account)
  if (baseUrl === '') return [key, { check: address, state: 'warning', words: `none; set ${urlNameOf(provider)}` }]
  const other: Finding = { check: address, state: 'warning', words: `${labelOf(provider)} is asked at ${baseUrl}` }
  return official || ownUrl === null ? [key] : [key, other]
}

async function accountFinding({ accounts, keyPlace }: Studio, account: AccountView): Promise<Finding> {
  const { provider, tellsBalance } = account
  const check = checkName('account', account)
  if ((await keyPlace(provider)) === null) return { check, state: 'warning', words: 'not asked: there is no key' }
  await accounts.test(provider)
  const asked = (await accounts.views()).find((one) => one.provider === provider)
  if (asked?.problem) return { check, state: 'problem', words: asked.problem }
  if (!tellsBalance) return { check, state: 'ok', words: 'answers; it tells no balance' }
  return { check, state: 'ok', words: `holds ${unitWords(provider, asked?.facts?.balance ?? 0)}` }
}

/** Keys and addresses of the providers that the user has, and how their accounts stand when those are to be asked. */
async function accountFindings(studio: Studio, online: boolean): Promise<readonly Finding[]> {
  const listed = (await studio.accounts.views()).filter((account) => account.listed)
  const findings: Finding[] = [keychainFinding(listed)]
  for (const account of listed) {
    findings.push(...(await keyFindings(studio, account)))
    if (online) findings.push(await accountFinding(studio, account))
  }
  return findings
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
    'Checks ffmpeg and its encoders, the keychain, the keys, the free space and the data folder, and, when one is named, ' +
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
    const checks: Finding[] = [await ffmpegFinding(studio), ...(await accountFindings(studio, given.online))]
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
