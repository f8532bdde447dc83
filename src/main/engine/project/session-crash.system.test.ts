import { cp, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openProject } from './open-project'
import type { ProjectSession } from './project-session'
import { atDesk, editIn, titled, type Desk } from './testing/open-for-test'
import { faultyFiles, type Call, type FaultyFiles } from './testing/faulty-files'

interface Told {
  /** The last edit the user was told to be safe: saved, or in the journal when a save or a close said so. */
  safe: number
  made: number
}

/** Recovers two edits of before, makes two more with a save after the first, and closes. */
async function script(session: ProjectSession, told: Told): Promise<void> {
  await session.recover('recover')
  editIn(session, 'Rename', titled('3'))
  told.made = 3
  if ((await session.save()).problem === null) told.safe = 3
  editIn(session, 'Rename', titled('4'))
  told.made = 4
  await session.close()
  told.safe = 4
}

/** A project of which two edits are in the journal alone. */
async function prepare(desk: Desk): Promise<void> {
  const before = await desk.create('before')
  for (const title of ['1', '2']) editIn(before, 'Rename', titled(title))
  await before.close({ save: false })
  // Its copies stand for itself.
  await rm(desk.deps.appData, { recursive: true })
}

async function crashAt(desk: Desk, index: number | null): Promise<{ disk: FaultyFiles; told: Told }> {
  const folder = join(desk.folder, 'film')
  await rm(folder, { recursive: true, force: true })
  await cp(join(desk.folder, 'before'), folder, { recursive: true })
  const disk = faultyFiles((call: Call) => (call.index === index ? 'crash' : 'works'))
  const told: Told = { safe: 2, made: 2 }
  const opened = await openProject(folder, { ...desk.deps, files: disk.files })
  if (opened.ok) {
    await script(opened.value, told).catch(() => undefined)
    await opened.value.close({ save: false }).catch(() => undefined)
  }
  await disk.dispose()
  return { disk, told }
}

/** What a person finds who opens the project after the crash and takes what is offered. */
async function afterwards(desk: Desk): Promise<{ title: number; notices: string }> {
  const session = await desk.open('film')
  if (session.recovery) await session.recover('recover')
  const found = { title: Number(session.document.settings.title), notices: session.notices.join('\n') }
  await session.close()
  return found
}

/** Every nth call is tried; set SEAMLINE_CRASH_STEP=1 for all of them. */
const step = Number(process.env['SEAMLINE_CRASH_STEP'] ?? 3)

test('a crash at any system call of a session loses no edit that was said to be safe', { timeout: 120_000 }, () =>
  atDesk(async (desk) => {
    await prepare(desk)
    const { disk } = await crashAt(desk, null)
    expect(disk.calls.length).toBeGreaterThan(60)
    for (let index = 0; index < disk.calls.length; index += step) {
      const { told } = await crashAt(desk, index)
      const { title, notices } = await afterwards(desk)
      expect(title).toBeGreaterThanOrEqual(told.safe)
      expect(title).toBeLessThanOrEqual(told.made)
      expect(notices).toBe('')
      expect((await readdir(join(desk.folder, 'film'))).filter((name) => /corrupt|tmp-/.test(name))).toEqual([])
    }
  }),
)

test(
  'whatever one file of the folder is replaced by, the project opens or is refused in words',
  { timeout: 30_000 },
  () =>
    atDesk(async (desk) => {
      await prepare(desk)
      for (const name of ['project.json', 'project.json.bak', 'recovery.ndjson', 'takes', 'backups', 'assets']) {
        await crashAt(desk, null)
        const path = join(desk.folder, 'film', name)
        await rm(path, { recursive: true, force: true })
        await writeFile(path, '\u0000')
        const opened = await openProject(join(desk.folder, 'film'), desk.deps)
        if (opened.ok) await opened.value.close()
        else expect(opened.problem.message).toMatch(/^Could not open the project/)
      }
    }),
)
