import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import type { ProjectId } from '../../../shared/ids'
import { reverseDiff, type DocumentDiff } from '../../../shared/project/diff'
import { sampleClip, sampleShot } from '../../../test-support/sample-film'
import { diskFiles, type FileOperations } from './file-operations'
import type { SessionEvent } from './project-session'
import { atDesk, editIn, titled } from './testing/open-for-test'

const addShot: DocumentDiff = [
  { table: 'shots', id: 's1', before: null, after: sampleShot(1) },
  { table: 'clips', id: 'c1', before: null, after: sampleClip(1) },
  {
    table: 'track',
    id: 'picture',
    before: { id: 'picture', clipIds: [] },
    after: { id: 'picture', clipIds: [sampleClip(1).id] },
  },
]

/** The disk, which can be told to be full. */
function fullableDisk(): { files: FileOperations; full: boolean } {
  const full = () => Object.assign(new Error('no space'), { code: 'ENOSPC' })
  const disk = {
    full: false,
    files: {
      ...diskFiles,
      open: async (path: string, flags: 'wx' | 'r+' | 'r') => {
        const file = await diskFiles.open(path, flags)
        return {
          write: (...args: Parameters<typeof file.write>) => (disk.full ? Promise.reject(full()) : file.write(...args)),
          sync: () => file.sync(),
          stat: () => file.stat(),
          truncate: (length: number) => file.truncate(length),
          close: () => file.close(),
        }
      },
    },
  }
  return disk
}

/** Waits for the next event of a kind. */
function next(
  session: { onChange: (listener: (event: SessionEvent) => void) => () => void },
  matches: (event: SessionEvent) => boolean,
): Promise<SessionEvent> {
  return new Promise((resolve) => {
    const stop = session.onChange((event) => {
      if (!matches(event)) return
      stop()
      resolve(event)
    })
  })
}

describe('an edit', () => {
  test('changes the document and counts the revision', () =>
    atDesk(async ({ create }) => {
      const session = await create('film')
      expect(session.apply({ baseRevision: 0, label: 'Add shot', diff: addShot })).toEqual({
        ok: true,
        value: { revision: 1 },
      })
      expect(session.document.track.clipIds).toEqual(['c1'])
      expect(session.saved).toBe(false)
      expect(session.apply({ baseRevision: 1, label: 'Undo', diff: reverseDiff(addShot) }).ok).toBe(true)
      expect(session.document.shots.size).toBe(0)
    }))

  test.each<[string, number, DocumentDiff]>([
    ['made on another revision', 1, addShot],
    ['that changes what is not there', 0, reverseDiff(addShot)],
    ['that breaks a rule of the film', 0, addShot.slice(0, 2)],
  ])('%s is refused and changes nothing', (_, baseRevision, diff) =>
    atDesk(async ({ create }) => {
      const session = await create('film')
      const before = session.document
      expect(session.apply({ baseRevision, label: 'x', diff })).toEqual({ ok: false, problem: 'conflict' })
      expect(session.document).toBe(before)
      expect(session.revision).toBe(0)
    }),
  )

  test('can not give the project another identity', () =>
    atDesk(async ({ create }) => {
      const session = await create('film')
      const { settings } = session.document
      const after = { ...settings, projectId: 'stolen' as ProjectId }
      const diff: DocumentDiff = [{ table: 'settings', id: 'settings', before: settings, after }]
      expect(session.apply({ baseRevision: 0, label: 'x', diff }).ok).toBe(false)
    }))

  test('reaches the recovery journal by itself, without a save', () =>
    atDesk(async ({ create }) => {
      const session = await create('film')
      editIn(session, 'Rename', titled('written down'))
      await vi.waitFor(async () => expect(await readFile(session.paths.recovery, 'utf8')).toContain('"written down"'))
      expect(await readFile(session.paths.document, 'utf8')).not.toContain('written down')
    }))

  test('is told to listeners until they leave', () =>
    atDesk(async ({ create }) => {
      const session = await create('film')
      const heard: SessionEvent[] = []
      const leave = session.onChange((event) => heard.push(event))
      editIn(session, 'Rename', titled('a'))
      await session.save()
      leave()
      editIn(session, 'Rename', titled('b'))
      expect(heard).toEqual([
        { kind: 'applied', revision: 1 },
        { kind: 'saved', revision: 1 },
      ])
    }))
})

describe('saving', () => {
  test('writes the film, keeps the one before and ten backups, and empties the journal', () =>
    atDesk(async ({ create, open }) => {
      const session = await create('film')
      for (let n = 1; n <= 13; n++) {
        editIn(session, 'Rename', titled(`title ${n}`))
        expect(await session.save()).toEqual({ revision: n, problem: null })
        expect(session.saved).toBe(true)
      }
      const { paths } = session
      expect(await readFile(paths.document, 'utf8')).toContain('"title 13"')
      expect(await readFile(`${paths.document}.bak`, 'utf8')).toContain('"title 12"')
      expect(await readdir(paths.backups)).toHaveLength(10)
      expect((await readFile(paths.recovery, 'utf8')).trim().split('\n')).toHaveLength(1)
      await session.close()
      expect((await open('film')).document.settings.title).toBe('title 13')
    }))

  test('the same film again makes no further backup', () =>
    atDesk(async ({ create }) => {
      const session = await create('film')
      await session.save()
      await session.save()
      expect(await readdir(session.paths.backups)).toHaveLength(1)
    }))

  test('an edit made while it is being saved stays in the journal', () =>
    atDesk(async ({ folder, create, open }) => {
      await (await create('film')).close()
      const journal = join(folder, 'film', 'recovery.ndjson')
      const document = join(folder, 'film', 'project.json')
      let between = () => Promise.resolve()
      const rename: FileOperations['rename'] = async (from, to) => {
        if (to === document) await between()
        await diskFiles.rename(from, to)
      }
      const session = await open('film', { files: { ...diskFiles, rename } })
      editIn(session, 'Rename', titled('saved'))
      between = async () => {
        editIn(session, 'Rename', titled('later'))
        await vi.waitFor(async () => expect(await readFile(journal, 'utf8')).toContain('"later"'))
      }
      await session.save()
      editIn(session, 'Rename', titled('last'))
      expect(session.saved).toBe(false)
      await session.close({ save: false })
      expect(await readFile(document, 'utf8')).toContain('"saved"')
      const again = await open('film')
      expect(again.recovery?.edits).toBe(2)
      await again.recover('recover')
      expect(again.document.settings.title).toBe('last')
    }))

  test('closing saves', () =>
    atDesk(async ({ create, open }) => {
      const session = await create('film')
      editIn(session, 'Rename', titled('at the end'))
      await session.close()
      await session.close()
      const again = await open('film')
      expect(again).toMatchObject({ recovery: null, saved: true })
      expect(again.document.settings.title).toBe('at the end')
    }))

  test('is refused in words when another process has taken the project', () =>
    atDesk(async ({ create }) => {
      const session = await create('film')
      const lock = await readFile(session.paths.lock, 'utf8')
      await writeFile(session.paths.lock, lock.replace(/"token":"\w/, '"token":"x'))
      expect((await session.save()).problem).toContain('Another Seamline has this project')
    }))

  test('says when the folder is gone', () =>
    atDesk(async ({ create }) => {
      const session = await create('film')
      await rm(session.paths.folder, { recursive: true })
      expect((await session.save()).problem).toContain('the folder is gone')
    }))
})

describe('a full disk', () => {
  test('refuses further edits, loses none in memory, goes on trying and says when it works again', () =>
    atDesk(async ({ create, open }) => {
      await (await create('film')).close()
      const disk = fullableDisk()
      const session = await open('film', { files: disk.files })
      disk.full = true
      const full = next(session, (event) => event.kind === 'durability')
      editIn(session, 'Rename', titled('kept'))
      expect(await full).toMatchObject({ problem: expect.stringContaining('the disk is full') as string })
      expect(session.apply({ baseRevision: 1, label: 'x', diff: [] })).toEqual({ ok: false, problem: 'notDurable' })
      expect(await session.save()).toMatchObject({ problem: expect.stringContaining('the disk is full') as string })
      await expect(session.close()).rejects.toMatchObject({ kind: 'diskFull' })
      expect(session.document.settings.title).toBe('kept')
      const works = next(session, (event) => event.kind === 'durability')
      disk.full = false
      expect(await works).toEqual({ kind: 'durability', problem: null })
      editIn(session, 'Rename', titled('and on'))
      await session.close({ save: false })
      const again = await open('film')
      await again.recover('recover')
      expect(again.document.settings.title).toBe('and on')
    }))

  test('a session that can write nothing can still be left', () =>
    atDesk(async ({ create, open }) => {
      await (await create('film')).close()
      const disk = fullableDisk()
      const session = await open('film', { files: disk.files })
      disk.full = true
      editIn(session, 'Rename', titled('lost'))
      await session.close({ save: false })
      expect((await open('film')).document.settings.title).toBe('film')
    }))
})

describe('recovery', () => {
  test('is offered after a crash, and taken', () =>
    atDesk(async ({ create, open }) => {
      const session = await create('film')
      editIn(session, 'Rename', titled('one'))
      editIn(session, 'Rename', titled('two'))
      await session.close({ save: false })
      const again = await open('film')
      expect(again.recovery).toMatchObject({ edits: 2 })
      expect(again.document.settings.title).toBe('film')
      expect(again.apply({ baseRevision: 0, label: 'x', diff: [] })).toEqual({ ok: false, problem: 'conflict' })
      expect((await again.save()).problem).toContain('recover')
      await again.recover('recover')
      expect(again).toMatchObject({ recovery: null, revision: 2, saved: false })
      expect(again.document.settings.title).toBe('two')
      editIn(again, 'Rename', titled('three'))
      await again.close({ save: false })
      const third = await open('film')
      expect(third.recovery).toMatchObject({ edits: 3 })
      await third.recover('recover')
      await third.close()
      expect((await open('film')).document.settings.title).toBe('three')
    }))

  test('is offered again when the question was not answered', () =>
    atDesk(async ({ create, open }) => {
      const session = await create('film')
      editIn(session, 'Rename', titled('one'))
      await session.close({ save: false })
      await (await open('film')).close()
      expect((await open('film')).recovery).toMatchObject({ edits: 1 })
    }))

  test('is left, and the edits are still kept among the backups', () =>
    atDesk(async ({ create, open }) => {
      const session = await create('film')
      editIn(session, 'Rename', titled('one'))
      await session.close({ save: false })
      const again = await open('film')
      await again.recover('keepSaved')
      expect(again).toMatchObject({ recovery: null, revision: 0, saved: true })
      const kept = (await readdir(again.paths.backups)).find((name) => name.startsWith('recovery-'))
      expect(await readFile(join(again.paths.backups, kept ?? ''), 'utf8')).toContain('"one"')
      await again.close()
      expect((await open('film')).recovery).toBeNull()
    }))

  test('edits of another state of the film are kept aside, and said', () =>
    atDesk(async ({ create, open }) => {
      const session = await create('film')
      editIn(session, 'Rename', titled('one'))
      await session.close({ save: false })
      const { document } = session.paths
      await writeFile(document, (await readFile(document, 'utf8')).replace('"style": ""', '"style": "by hand"'))
      const again = await open('film')
      expect(again.recovery).toBeNull()
      expect(again.document.settings.style).toBe('by hand')
      expect(again.notices.join()).toMatch(/another state of this film; they are kept as recovery\.ndjson\.corrupt-/)
    }))

  test('a damaged journal gives what can be read, and is kept', () =>
    atDesk(async ({ create, open }) => {
      const session = await create('film')
      for (const title of ['one', 'two', 'three']) editIn(session, 'Rename', titled(title))
      await session.close({ save: false })
      const { recovery } = session.paths
      const text = await readFile(recovery, 'utf8')
      await writeFile(recovery, text.replace('"title":"two"', '"title":"2wo"'))
      const again = await open('film')
      expect(again.recovery).toMatchObject({ edits: 1 })
      expect(again.notices.join()).toContain('The journal of unsaved edits was damaged')
    }))

  test('a torn last line costs that edit alone, without a word', () =>
    atDesk(async ({ create, open }) => {
      const session = await create('film')
      for (const title of ['one', 'two']) editIn(session, 'Rename', titled(title))
      await session.close({ save: false })
      const { recovery } = session.paths
      await truncate(recovery, (await readFile(recovery)).length - 10)
      const again = await open('film')
      expect(again).toMatchObject({ recovery: { edits: 1 }, notices: [] })
    }))
})
