import { copyFile, cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ShotId } from '../../../shared/ids'
import { sampleShot } from '../../../test-support/sample-film'
import { openProject } from './open-project'
import { whileReadOnly, whyNoDisk } from './testing/mounted-disk'
import { atDesk, editIn, titled } from './testing/open-for-test'

async function names(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort()
}

describe('a film that can not be read', () => {
  test('is set aside, its newest backup is opened, and both are said', () =>
    atDesk(async ({ create, open }) => {
      const session = await create('film')
      for (const title of ['one', 'two']) {
        editIn(session, 'Rename', titled(title))
        await session.save()
      }
      await session.close()
      await writeFile(session.paths.document, '{"version": 1, "docu')
      const again = await open('film')
      expect(again.document.settings.title).toBe('two')
      expect(again.notices[0]).toMatch(
        /^project\.json can't be read \(it is not JSON\)\. The backup project-.* was opened/,
      )
      const aside = (await names(again.paths.folder)).find((name) => name.startsWith('project.json.corrupt-'))
      expect(await readFile(join(again.paths.folder, aside ?? ''), 'utf8')).toBe('{"version": 1, "docu')
      expect(await readFile(again.paths.document, 'utf8')).toContain('"two"')
      expect(await readFile(`${again.paths.document}.bak`, 'utf8')).toContain('"one"')
      await again.close()
      expect((await open('film')).notices).toEqual([])
    }))

  test('and its backups neither: the file before the last save is opened', () =>
    atDesk(async ({ create, open }) => {
      const session = await create('film')
      editIn(session, 'Rename', titled('one'))
      await session.close()
      for (const name of await readdir(session.paths.backups)) await writeFile(join(session.paths.backups, name), 'x')
      await rm(session.paths.document)
      const again = await open('film')
      expect(again.document.settings.title).toBe('film')
      expect(again.notices).toEqual(['project.json is missing. The backup project.json.bak was opened instead.'])
    }))

  test('unsaved edits of the last save are still offered with its backup', () =>
    atDesk(async ({ create, open }) => {
      const session = await create('film')
      editIn(session, 'Rename', titled('one'))
      await session.save()
      editIn(session, 'Rename', titled('two'))
      await session.close({ save: false })
      await writeFile(session.paths.document, '')
      const again = await open('film')
      expect(again.recovery).toMatchObject({ edits: 1 })
    }))

  test('without any backup stays where it is and is refused in words', () =>
    atDesk(async ({ folder, deps, create }) => {
      const session = await create('film')
      await session.close()
      await rm(session.paths.backups, { recursive: true })
      await writeFile(session.paths.document, 'broken')
      const before = await names(session.paths.folder)
      expect(await openProject(join(folder, 'film'), deps)).toMatchObject({
        ok: false,
        problem: { kind: 'unreadable', message: expect.stringContaining('there is no backup') as string },
      })
      expect(await names(session.paths.folder)).toEqual(before)
      expect(await readFile(session.paths.document, 'utf8')).toBe('broken')
    }))

  test('of a newer version is refused in words and nothing is touched', () =>
    atDesk(async ({ folder, deps, create }) => {
      const session = await create('film')
      await session.close()
      const newer = (await readFile(session.paths.document, 'utf8')).replace('"version": 1', '"version": 2')
      await writeFile(session.paths.document, newer)
      const before = await names(session.paths.folder)
      expect(await openProject(join(folder, 'film'), deps)).toMatchObject({
        ok: false,
        problem: { kind: 'tooNew', message: expect.stringContaining('newer Seamline (version 2') as string },
      })
      expect(await names(session.paths.folder)).toEqual(before)
      expect(await readFile(session.paths.document, 'utf8')).toBe(newer)
    }))

  test.each<[string, string, (folder: string) => Promise<unknown>]>([
    ['a folder that is not there', 'notFound', (folder) => rm(folder, { recursive: true })],
    ['a file', 'notFound', (folder) => rm(folder, { recursive: true }).then(() => writeFile(folder, ''))],
    [
      'a folder of something else',
      'notAProject',
      (folder) => rm(folder, { recursive: true }).then(() => mkdir(folder)),
    ],
  ])('%s is refused: %s', (_, kind, prepare) =>
    atDesk(async ({ folder, deps, create }) => {
      await (await create('film')).close()
      await prepare(join(folder, 'film'))
      expect(await openProject(join(folder, 'film'), deps)).toMatchObject({ ok: false, problem: { kind } })
    }),
  )
})

describe('two shells', () => {
  test('the second one reads only and says who writes', () =>
    atDesk(async ({ create, open }) => {
      const session = await create('film')
      const before = await names(session.paths.folder)
      const second = await open('film')
      expect(second.readOnly).toContain('It is open in this Seamline')
      expect(second.apply({ baseRevision: 0, label: 'x', diff: [] })).toEqual({ ok: false, problem: 'readOnly' })
      expect((await second.save()).problem).toContain("can't be written here")
      await second.close()
      expect(await names(session.paths.folder)).toEqual(before)
      editIn(session, 'Rename', titled('still mine'))
      expect((await session.save()).problem).toBeNull()
    }))

  test('a second one shows a backup of a broken film without touching anything', () =>
    atDesk(async ({ create, open }) => {
      const session = await create('film')
      await writeFile(session.paths.document, 'broken')
      const before = await names(session.paths.folder)
      const second = await open('film')
      expect(second.notices).toHaveLength(1)
      expect(second.document.settings.title).toBe('film')
      expect(await names(session.paths.folder)).toEqual(before)
    }))

  const noRights = process.getuid?.() === 0 ? whyNoDisk() : null
  test.skipIf(noRights !== null)(`a folder that can't be written is read only${noRights ? ` (${noRights})` : ''}`, () =>
    atDesk(async ({ folder, create, open }) => {
      await (await create('film')).close()
      await whileReadOnly(join(folder, 'film'), async () => {
        const session = await open('film')
        expect(session.readOnly).toMatch(/^Could not lock the project for writing: /)
        await session.close()
      })
    }),
  )
})

describe('a folder that moved', () => {
  test('opens, is the same project and keeps its unsaved edits', () =>
    atDesk(async ({ folder, create, open }) => {
      const session = await create('film')
      editIn(session, 'Rename', titled('one'))
      await session.close({ save: false })
      await mkdir(join(folder, 'elsewhere'))
      await rename(join(folder, 'film'), join(folder, 'elsewhere', 'ein Film 🎬'))
      const again = await open('elsewhere/ein Film 🎬')
      expect(again.notices).toEqual([])
      expect(again.recovery).toMatchObject({ edits: 1 })
      expect(again.document.settings.projectId).toBe(session.document.settings.projectId)
      expect(await readFile(again.paths.document, 'utf8')).not.toContain(folder)
    }))
})

describe('a project from a stranger', () => {
  test.each(['assets', 'takes', 'cache', 'exports', 'backups'])('whose folder "%s" leads outside is refused', (name) =>
    atDesk(async ({ folder, deps, create }) => {
      await (await create('film')).close()
      const outside = join(folder, 'outside')
      await mkdir(outside)
      await rm(join(folder, 'film', name), { recursive: true })
      await symlink(outside, join(folder, 'film', name))
      expect(await openProject(join(folder, 'film'), deps)).toMatchObject({
        ok: false,
        problem: { kind: 'leadsOutside', message: expect.stringContaining(`"${name}" is a link`) as string },
      })
      await rm(outside, { recursive: true })
      expect(await openProject(join(folder, 'film'), deps)).toMatchObject({ ok: false })
    }),
  )

  test('whose film or journal is a link is not followed for writing', () =>
    atDesk(async ({ folder, create, open }) => {
      await (await create('film')).close()
      const outside = join(folder, 'outside')
      await copyFile(join(folder, 'film', 'project.json'), outside)
      const before = await readFile(outside, 'utf8')
      for (const name of ['project.json', 'project.json.bak', 'recovery.ndjson']) {
        await rm(join(folder, 'film', name), { force: true })
        await symlink(outside, join(folder, 'film', name))
      }
      const session = await open('film')
      editIn(session, 'Rename', titled('mine'))
      await session.close()
      expect(await readFile(outside, 'utf8')).toBe(before)
    }))

  test('temporary files of a crash are swept', () =>
    atDesk(async ({ create, open }) => {
      const session = await create('film')
      await session.close()
      await writeFile(`${session.paths.document}.tmp-0123456789ab`, 'half')
      await writeFile(join(session.paths.folder, 'notes.tmp'), 'mine')
      await open('film')
      expect(await names(session.paths.folder)).toContain('notes.tmp')
      expect((await names(session.paths.folder)).filter((name) => name.includes('tmp-'))).toEqual([])
    }))
})

describe('a copied folder', () => {
  test('opened beside its original gets an identity of its own and keeps its unsaved edits; the original keeps its', () =>
    atDesk(async ({ folder, create, open }) => {
      const session = await create('film')
      const id = session.document.settings.projectId
      editIn(session, 'Add shot', (document) => ({ ...document, shots: new Map([['s1' as ShotId, sampleShot(1)]]) }))
      editIn(session, 'Rename', titled('unsaved'))
      await session.close({ save: false })
      await cp(join(folder, 'film'), join(folder, 'copy'), { recursive: true })
      const copy = await open('copy')
      const copyId = copy.document.settings.projectId
      expect(copyId).not.toBe(id)
      expect(copy.notices).toEqual([
        'This folder is a copy of a project that lies elsewhere. It is a project of its own now.',
      ])
      expect(copy.recovery).toMatchObject({ edits: 2 })
      await copy.recover('recover')
      expect(copy.document.settings).toMatchObject({ projectId: copyId, title: 'unsaved' })
      await copy.close()
      const original = await open('film')
      expect(original).toMatchObject({ recovery: { edits: 2 }, notices: [] })
      expect(original.document.settings.projectId).toBe(id)
      const again = await open('copy')
      expect(again.notices).toEqual([])
      expect(again.document.settings.projectId).toBe(copyId)
    }))

  test('opened while the original is open is a project of its own, with nothing of its lock', () =>
    atDesk(async ({ folder, create, open }) => {
      const session = await create('film')
      await cp(join(folder, 'film'), join(folder, 'copy'), { recursive: true })
      const copy = await open('copy')
      expect(copy.readOnly).toBeNull()
      expect(copy.document.settings.projectId).not.toBe(session.document.settings.projectId)
    }))
})
