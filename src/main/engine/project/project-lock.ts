import { randomUUID } from 'node:crypto'
import { lstat, readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { parseBoundedJson } from './bounded-json'
import { writeFully } from './durable-write'
import { diskFiles } from './file-operations'
import { errorCode, fileProblem } from './file-problem'
import { folderInode } from './folder-inode'
import { processState, processStart } from './process-state'

const ownerSchema = z.object({
  pid: z.int().positive(),
  host: z.string().max(300),
  /** When the process began, in the system's own terms; null where the system does not say. */
  started: z.string().max(40).nullable(),
  since: z.iso.datetime(),
  /** The folder it was made in: a lock that came along with a copy of the folder locks nothing. */
  folder: z.string().max(60).nullable(),
  token: z.string().max(60),
})
type Owner = z.infer<typeof ownerSchema>

/** Held by one process. Its methods reject with ExpectedError. */
export interface ProjectLock {
  /** False once another process has the project; a lock file somebody removed is made again. */
  renew(): Promise<boolean>
  release(): Promise<void>
}

export type LockOutcome =
  | { readonly kind: 'held'; readonly lock: ProjectLock; readonly notice: string | null }
  /** `holder` says who has it, or why it can't be locked, in words. */
  | { readonly kind: 'readOnly'; readonly holder: string }

type Found =
  | { readonly kind: 'none' }
  /** Being written this moment, or left half written by a crash. */
  | { readonly kind: 'unfinished' }
  /** No file that a Seamline would write. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'owner'; readonly owner: Owner; readonly text: string }

/** A lock that holds no owner for this long was left by a crash between making and writing it. */
const unfinishedMilliseconds = 2000
const maximumBytes = 4096
const attempts = 100
const pauseMilliseconds = 50

async function readOwner(path: string): Promise<Found> {
  try {
    const found = await lstat(path)
    // A project from elsewhere may hold anything under this name; a pipe would be waited for without end.
    if (!found.isFile() || found.size > maximumBytes) return { kind: 'foreign' }
    const bytes = await readFile(path)
    const data = parseBoundedJson(bytes)
    const owner = ownerSchema.safeParse(data.ok ? data.value : null)
    return owner.success ? { kind: 'owner', owner: owner.data, text: bytes.toString('utf8') } : { kind: 'unfinished' }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'none' }
    throw error
  }
}

async function isStale(path: string): Promise<boolean> {
  try {
    return Date.now() - (await lstat(path)).mtimeMs > unfinishedMilliseconds
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
}

async function isCopied(path: string, owner: Owner): Promise<boolean> {
  return owner.host === hostname() && owner.folder !== (await folderInode(dirname(path)))
}

async function isDead(path: string, found: Found): Promise<boolean> {
  if (found.kind === 'none' || found.kind === 'foreign') return found.kind === 'foreign'
  if (found.kind === 'unfinished') return isStale(path)
  const { owner } = found
  if (owner.host !== hostname()) return false
  return (await isCopied(path, owner)) || (await processState(owner.pid, owner.started)) === 'dead'
}

/** Makes the file only if there is none; false when there is. */
async function createOwned(path: string, owner: Owner): Promise<boolean> {
  try {
    const file = await diskFiles.open(path, 'wx')
    try {
      await writeFully(file, Buffer.from(`${JSON.stringify(owner)}\n`), 0)
      await file.sync()
    } catch (error) {
      await diskFiles.remove(path)
      throw error
    } finally {
      await file.close()
    }
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

/**
 * Removes a dead owner's lock. Only who holds the guard file may do so and looks again first, or two processes that
 * both saw the dead lock could each remove the other's new one.
 */
async function removeDead(path: string, seen: Found, owner: Owner): Promise<boolean> {
  const guard = `${path}-takeover`
  if (!(await createOwned(guard, owner))) {
    if (await isDead(guard, await readOwner(guard))) await diskFiles.remove(guard)
    return false
  }
  try {
    const now = await readOwner(path)
    const same = now.kind === 'owner' && seen.kind === 'owner' ? now.text === seen.text : now.kind === seen.kind
    if (same && now.kind !== 'none') await diskFiles.remove(path)
    return same
  } finally {
    await diskFiles.remove(guard)
  }
}

function holderWords(owner: Owner): string {
  const since = owner.since.slice(0, 16).replace('T', ' ')
  if (owner.host === hostname()) {
    const who = owner.pid === process.pid ? 'this Seamline' : `another Seamline (process ${owner.pid})`
    return `It is open in ${who} since ${since} UTC.`
  }
  return (
    `It is open on the computer "${owner.host}" since ${since} UTC. ` +
    'If it is not, remove the file ".lock" in the project folder.'
  )
}

async function renewed(path: string, owner: Owner): Promise<boolean> {
  const found = await readOwner(path)
  if (found.kind === 'none') return createOwned(path, owner)
  return found.kind === 'owner' && found.owner.token === owner.token
}

async function released(path: string, owner: Owner): Promise<void> {
  const found = await readOwner(path)
  if (found.kind === 'owner' && found.owner.token === owner.token) await diskFiles.remove(path)
}

async function inWords<Value>(action: string, work: Promise<Value>): Promise<Value> {
  try {
    return await work
  } catch (error) {
    throw fileProblem(error, action)
  }
}

function lockOf(path: string, owner: Owner): ProjectLock {
  return {
    renew: () => inWords('look after the lock of the project', renewed(path, owner)),
    release: () => inWords('remove the lock of the project', released(path, owner)),
  }
}

const takenOver = 'Seamline did not close this project properly last time; its lock was taken over.'

async function tryLock(path: string, owner: Owner): Promise<LockOutcome> {
  let notice: string | null = null
  let holder = 'Another Seamline is opening it right now.'
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (await createOwned(path, owner)) return { kind: 'held', lock: lockOf(path, owner), notice }
    const found = await readOwner(path)
    if (await isDead(path, found)) {
      const copied = found.kind === 'owner' && (await isCopied(path, found.owner))
      if (!(await removeDead(path, found, owner))) await delay(pauseMilliseconds)
      else if (!copied) notice = takenOver
    } else if (found.kind === 'owner') {
      holder = holderWords(found.owner)
      return { kind: 'readOnly', holder }
    } else await delay(pauseMilliseconds)
  }
  return { kind: 'readOnly', holder }
}

/** Who has a project open for writing, in words, without locking it or touching anything; null when nobody does. */
export async function lockHolder(path: string): Promise<string | null> {
  return inWords('look at the lock of the project', holderOf(path))
}

async function holderOf(path: string): Promise<string | null> {
  const found = await readOwner(path)
  return found.kind === 'owner' && !(await isDead(path, found)) ? holderWords(found.owner) : null
}

/**
 * Locks a project for writing: one writer at a time, a dead owner's lock is taken over. Where no lock can be written
 * (read-only disk, no rights, full disk) the outcome is read-only with the reason. Never rejects for these.
 */
export async function acquireProjectLock(path: string): Promise<LockOutcome> {
  const owner: Owner = {
    pid: process.pid,
    host: hostname(),
    started: await processStart(process.pid),
    since: new Date().toISOString(),
    folder: await folderInode(dirname(path)),
    token: randomUUID(),
  }
  try {
    return await tryLock(path, owner)
  } catch (error) {
    const problem = fileProblem(error, 'lock the project for writing')
    if (problem === error || !(problem instanceof Error)) throw error
    return { kind: 'readOnly', holder: problem.message }
  }
}
