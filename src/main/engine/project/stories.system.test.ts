import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startEditing } from './testing/editing-process'
import { atDesk, editIn, titled } from './testing/open-for-test'

test('story 7, copy the project folder with jobs open; open both: the copy has a new id, the original keeps its own', () =>
  atDesk(async ({ folder, create, open }) => {
    const session = await create('original')
    const { projectId } = session.document.settings
    editIn(session, 'Rename', titled('both have this'))
    await session.save()
    await cp(join(folder, 'original'), join(folder, 'copy'), { recursive: true })
    const [original, copy] = [session, await open('copy')]
    expect(original.document.settings).toEqual({ ...copy.document.settings, projectId })
    expect(copy.document.settings.projectId).not.toBe(projectId)
    expect([original.readOnly, copy.readOnly]).toEqual([null, null])
  }))

test(
  'story 10, two shells: the second is refused with who holds the lock; after a crash the lock is taken over and recovery offered',
  {
    timeout: 30_000,
  },
  () =>
    atDesk(async ({ folder, deps, create, open }) => {
      const made = await create('film')
      editIn(made, 'Rename', titled('0'))
      await made.close()
      const window = startEditing(join(folder, 'film'), deps.appData)
      await window.begun
      const commandLine = await open('film')
      expect(commandLine.readOnly).toContain(`another Seamline (process ${window.pid})`)
      expect(commandLine.apply({ baseRevision: 0, label: 'x', diff: [] })).toEqual({ ok: false, problem: 'readOnly' })
      // An edit is on disk within a second; a busy machine may take all of it.
      const old = (): readonly number[] =>
        window.said.filter((line) => line.word === 'made' && line.at < Date.now() - 2000).map((line) => line.edit)
      await expect.poll(() => old().length, { timeout: 20_000 }).toBeGreaterThan(0)
      const kept = Math.max(...old())
      window.kill()
      expect(await window.ended).toBe('')
      const afterwards = await open('film')
      expect(afterwards.readOnly).toBeNull()
      expect(afterwards.notices).toEqual([expect.stringContaining('its lock was taken over')])
      // It saves as it goes: what came after its last save, if anything had, is offered.
      if (afterwards.recovery) await afterwards.recover('recover')
      expect(Number(afterwards.document.settings.title)).toBeGreaterThanOrEqual(kept)
    }),
)
