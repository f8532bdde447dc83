import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ProjectSession } from './project-session'
import { saveProjectAs, type SaveAs } from './save-as'
import { onSmallDisk, whyNoDisk } from './testing/mounted-disk'
import { atDesk, editIn, titled } from './testing/open-for-test'

/** Every file below a folder, by its path in it. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

function job(session: ProjectSession, to: string, over: Partial<SaveAs> = {}): SaveAs {
  const { document, paths } = session
  return { document, from: paths, to, title: 'Second', signal: new AbortController().signal, ...over }
}

async function filled(session: ProjectSession): Promise<void> {
  const { folder } = session.paths
  const files = ['assets/a.png', 'takes/t1.mp4', 'takes/t1.json', 'exports/film.mp4', 'cache/strip.jpg', 'notes.txt']
  const unfinished = [
    'takes/t2.mp4.part',
    'exports/film.mp4.partial',
    'project.json.corrupt-1',
    'takes/t1.json.tmp-0123456789ab',
  ]
  for (const name of [...files, ...unfinished]) await writeFile(join(folder, name), name.repeat(1000))
  await mkdir(join(folder, 'assets', 'deep', 'er'), { recursive: true })
  await writeFile(join(folder, 'assets', 'deep', 'er', 'x'), '')
  await symlink('/etc/passwd', join(folder, 'assets', 'link.png'))
}

test('makes another project of the film as it is, with all that belongs to it and nothing else', () =>
  atDesk(async ({ folder, create, open }) => {
    const session = await create('first')
    await filled(session)
    editIn(session, 'Style', (document) => ({
      ...document,
      settings: { ...document.settings, style: 'not saved yet' },
    }))
    const shares: number[] = []
    const made = await saveProjectAs(
      job(session, join(folder, 'second'), { onProgress: (share) => shares.push(share) }),
    )
    expect(made.folder).toBe(join(folder, 'second'))
    const found = await filesIn(made.folder)
    const backup = found.find((name) => name.startsWith('backups'))
    expect(found).toEqual([
      'assets/a.png',
      'assets/deep/er/x',
      backup,
      'exports/film.mp4',
      'notes.txt',
      'project.json',
      'takes/t1.json',
      'takes/t1.mp4',
    ])
    expect(await readFile(join(made.folder, 'takes/t1.mp4'), 'utf8')).toBe('takes/t1.mp4'.repeat(1000))
    expect(shares.at(-1)).toBe(1)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    const second = await open('second')
    expect(second.notices).toEqual([])
    expect(second.document.settings).toMatchObject({
      title: 'Second',
      style: 'not saved yet',
      projectId: made.projectId,
    })
    expect(made.projectId).not.toBe(session.document.settings.projectId)
    expect(await readFile(session.paths.document, 'utf8')).not.toContain('not saved yet')
    expect((await readdir(folder)).sort()).toEqual(['app data', 'first', 'second'])
  }))

describe('leaves nothing behind', () => {
  test('when it is cancelled before or in the middle', () =>
    atDesk(async ({ folder, create }) => {
      const session = await create('first')
      await filled(session)
      const early = AbortSignal.abort()
      await expect(saveProjectAs(job(session, join(folder, 'x'), { signal: early }))).rejects.toMatchObject({
        kind: 'cancelled',
      })
      const controller = new AbortController()
      const over = { signal: controller.signal, onProgress: () => controller.abort() }
      await expect(saveProjectAs(job(session, join(folder, 'x'), over))).rejects.toMatchObject({ kind: 'cancelled' })
      expect((await readdir(folder)).sort()).toEqual(['app data', 'first'])
    }))

  const noDisk = whyNoDisk()
  test.skipIf(noDisk !== null)(`when there is no room${noDisk ? ` (no disk to try: ${noDisk})` : ''}`, () =>
    atDesk(async ({ folder, create }) => {
      const session = await create('first')
      await filled(session)
      await onSmallDisk(folder, 1024, async (disk) => {
        await expect(saveProjectAs(job(session, join(disk, 'second')))).rejects.toMatchObject({
          kind: 'diskFull',
          message: expect.stringMatching(/not enough room for a copy of the project: \d+ MB are missing/) as string,
        })
        expect(await readdir(disk)).toEqual([])
      })
    }),
  )
})

test.each([
  ['where something is', 'app data', 'There is something at "app data" already'],
  ['into itself', 'first/second', "can't be saved inside of itself"],
  ['onto itself', 'first', "can't be saved inside of itself"],
  ['into a folder that is gone', 'gone/second', 'The folder to save in is gone'],
])('is refused %s', (_, name, words) =>
  atDesk(async ({ folder, create }) => {
    const session = await create('first')
    const before = await filesIn(folder)
    await expect(saveProjectAs(job(session, join(folder, name)))).rejects.toThrow(words)
    expect(await filesIn(folder)).toEqual(before)
  }),
)

test('takes a name that begins with dots, and an empty folder', () =>
  atDesk(async ({ folder, create, open }) => {
    const session = await create('first')
    await saveProjectAs(job(session, join(folder, '..second')))
    await mkdir(join(folder, 'third'))
    await saveProjectAs(job(session, join(folder, 'third')))
    expect((await open('third')).readOnly).toBeNull()
    editIn(session, 'Rename', titled('still the first'))
    expect((await open('..second')).document.settings.title).toBe('Second')
  }))
