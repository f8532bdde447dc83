import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { folderInode } from './folder-inode'
import { processStart, processState } from './process-state'
import { acquireProjectLock, type LockOutcome, type ProjectLock } from './project-lock'
import { inTemporaryFolder } from './testing/temporary-folder'

const onLinux = process.platform === 'linux'

function held(outcome: LockOutcome): ProjectLock {
  if (outcome.kind !== 'held') throw new Error(outcome.holder)
  return outcome.lock
}

async function lockOf(path: string, over: object): Promise<void> {
  const owner = {
    pid: process.pid,
    host: hostname(),
    started: await processStart(process.pid),
    folder: await folderInode(dirname(path)),
  }
  await writeFile(path, JSON.stringify({ ...owner, token: 'theirs', since: '2026-01-02T03:04:05.000Z', ...over }))
}

async function endedPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  const pid = child.pid ?? 0
  await once(child, 'exit')
  return pid
}

async function waiting(child: ChildProcess): Promise<void> {
  await once(child, 'spawn')
}

async function old(path: string): Promise<void> {
  const longAgo = new Date(Date.now() - 60_000)
  await utimes(path, longAgo, longAgo)
}

test('one writer at a time; the next one may write after the first released it', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, '.lock')
    const first = await acquireProjectLock(path)
    expect(first).toMatchObject({ kind: 'held', notice: null })
    expect(await acquireProjectLock(path)).toMatchObject({
      kind: 'readOnly',
      holder: expect.stringContaining('in this Seamline since') as string,
    })
    await held(first).release()
    expect(await readdir(folder)).toEqual([])
    await held(await acquireProjectLock(path)).release()
  }))

test('a live owner in another process is named', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, '.lock')
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'])
    try {
      await waiting(child)
      await lockOf(path, { pid: child.pid, started: await processStart(child.pid ?? 0) })
      expect(await acquireProjectLock(path)).toEqual({
        kind: 'readOnly',
        holder: `It is open in another Seamline (process ${child.pid}) since 2026-01-02 03:04 UTC.`,
      })
    } finally {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  }))

test('the lock of an owner that is gone is taken over, and said', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, '.lock')
    await lockOf(path, { pid: await endedPid() })
    const outcome = await acquireProjectLock(path)
    expect(outcome).toMatchObject({ notice: expect.stringContaining('taken over') as string })
    expect(await readFile(path, 'utf8')).toContain(`"pid":${process.pid}`)
    expect(await readdir(folder)).toEqual(['.lock'])
    await held(outcome).release()
  }))

test.runIf(onLinux)('a process number that went to another process is no owner', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, '.lock')
    await lockOf(path, { started: '1' })
    expect(await acquireProjectLock(path)).toMatchObject({ kind: 'held' })
  }),
)

test('a lock that came along with a copy of the folder locks nothing, without a word', () =>
  inTemporaryFolder(async (folder) => {
    const [original, copy] = [join(folder, 'original'), join(folder, 'copy')]
    await mkdir(original)
    const lock = held(await acquireProjectLock(join(original, '.lock')))
    await cp(original, copy, { recursive: true })
    expect(await acquireProjectLock(join(copy, '.lock'))).toMatchObject({ kind: 'held', notice: null })
    expect(await lock.renew()).toBe(true)
  }))

test('an owner on another computer is believed, and the way out is told', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, '.lock')
    await lockOf(path, { host: 'studio', pid: await endedPid() })
    expect(await acquireProjectLock(path)).toMatchObject({
      holder: expect.stringMatching(/on the computer "studio".*remove the file "\.lock"/) as string,
    })
  }))

test.each([
  ['empty, as a crash in the middle leaves it', ''],
  ['of another program', 'not a lock'],
  ['hostile', `{"pid":${'['.repeat(200)}`],
])('a lock file that is %s is taken over once it is old', (_, text) =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, '.lock')
    await writeFile(path, text)
    await old(path)
    expect(await acquireProjectLock(path)).toMatchObject({ kind: 'held' })
  }),
)

test('a link in the place of the lock is removed, not followed', () =>
  inTemporaryFolder(async (folder) => {
    const [outside, path] = [join(folder, 'outside'), join(folder, '.lock')]
    await writeFile(outside, 'mine')
    await symlink('outside', path)
    const outcome = await acquireProjectLock(path)
    expect(await readFile(outside, 'utf8')).toBe('mine')
    expect(outcome.kind).toBe('held')
  }))

test('of many that find the same dead lock exactly one gets it', () =>
  inTemporaryFolder(async (folder) => {
    const pid = await endedPid()
    for (let round = 0; round < 5; round++) {
      const path = join(folder, `.lock-${round}`)
      await lockOf(path, { pid })
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => acquireProjectLock(path)))
      expect(outcomes.filter((outcome) => outcome.kind === 'held')).toHaveLength(1)
    }
    expect((await readdir(folder)).filter((name) => name.includes('takeover'))).toEqual([])
  }))

test('a guard left by a crash during a takeover does not block the next one', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, '.lock')
    const pid = await endedPid()
    await lockOf(path, { pid })
    await lockOf(`${path}-takeover`, { pid })
    held(await acquireProjectLock(path))
    expect(await readdir(folder)).toEqual(['.lock'])
  }))

test('a lock that was taken over is no longer ours, and releasing leaves it', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, '.lock')
    const lock = held(await acquireProjectLock(path))
    expect(await lock.renew()).toBe(true)
    await lockOf(path, {})
    expect(await lock.renew()).toBe(false)
    await lock.release()
    expect(await readdir(folder)).toEqual(['.lock'])
  }))

test('a lock file that somebody removed is made again', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, '.lock')
    const lock = held(await acquireProjectLock(path))
    await writeFile(join(folder, 'other'), '')
    await lock.release()
    expect(await lock.renew()).toBe(true)
    expect(await readdir(folder)).toContain('.lock')
  }))

test('where no lock can be written the project is read-only, with the reason', () =>
  inTemporaryFolder(async (folder) => {
    expect(await acquireProjectLock(join(folder, 'gone', '.lock'))).toEqual({
      kind: 'readOnly',
      holder: 'Could not lock the project for writing: the folder is gone.',
    })
    await mkdir(join(folder, '.lock'))
    await old(join(folder, '.lock'))
    expect(await acquireProjectLock(join(folder, '.lock'))).toMatchObject({ kind: 'readOnly' })
  }))

test('a process is told alive or dead', async () => {
  expect(await processState(process.pid, await processStart(process.pid))).toBe('alive')
  expect(await processState(process.pid, null)).toBe('alive')
  expect(await processState(await endedPid(), null)).toBe('dead')
})
