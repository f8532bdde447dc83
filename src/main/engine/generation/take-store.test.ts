import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sampleTake } from '../../../test-support/sample-film'
import type { Take } from '../../../shared/jobs/take'
import { inTemporaryFolder } from '../project/testing/temporary-folder'
import { TakeStore } from './take-store'

interface Place {
  readonly project: string
  readonly takes: string
  readonly lostAndFound: string
  /** A clip that has just arrived. */
  readonly part: () => Promise<string>
  readonly open: (mayWrite?: boolean) => Promise<TakeStore>
}

async function inPlace(work: (place: Place) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (root) => {
    const project = join(root, 'film')
    const takes = join(project, 'takes')
    const lostAndFound = join(root, 'app data', 'lost-and-found')
    let arrivals = 0
    const part = async (): Promise<string> => {
      const path = join(root, `${++arrivals}.part`)
      await writeFile(path, 'clip')
      return path
    }
    await mkdir(project)
    const now = (): Date => new Date('2030-01-01T10:00:00Z')
    const open = (mayWrite = true) => TakeStore.open({ folder: takes, lostAndFound, mayWrite, now })
    await work({ project, takes, lostAndFound, part, open })
  })
}

const take = (number: number): Take => sampleTake(number, { bytes: 4 })

describe('the takes of a project', () => {
  it('are there, newest last, when their clip and their facts are', () =>
    inPlace(async ({ open, part, takes }) => {
      const store = await open()
      expect(store.takes).toEqual([])
      await store.commit(take(2), await part(), 'project')
      await store.commit(take(1), await part(), 'project')
      expect(store.takes.map((one) => one.id)).toEqual(['t1', 't2'])
      expect((await readdir(takes)).sort()).toEqual(['t1.json', 't1.mp4', 't2.json', 't2.mp4'])
      expect((await open()).takes).toEqual(store.takes)
    }))

  it('may be committed again after a crash in between', () =>
    inPlace(async ({ open, part, takes }) => {
      await (await open()).commit(take(1), await part(), 'project')
      await rm(join(takes, 't1.json'))
      const store = await open()
      expect(store.takes).toEqual([])
      expect(await store.commit(take(1), await part(), 'project')).toBe('project')
      expect((await open()).takes).toEqual([take(1)])
      expect((await readdir(takes)).sort()).toEqual(['t1.json', 't1.mp4'])
    }))

  it('set unreadable facts aside and say which clip is missing or damaged', () =>
    inPlace(async ({ open, part, takes }) => {
      const store = await open()
      for (const number of [1, 2, 3, 4]) await store.commit(take(number), await part(), 'project')
      await writeFile(join(takes, 't1.json'), '{"id":')
      await rm(join(takes, 't2.mp4'))
      await writeFile(join(takes, 't3.mp4'), 'cli')
      await writeFile(join(takes, 'other.json'), await readFile(join(takes, 't4.json')))
      const looked = await open(false)
      expect(looked.takes.map((one) => one.id)).toEqual(['t4'])
      expect(await readdir(takes)).toContain('t1.json')
      const opened = await open()
      expect(opened.notices).toHaveLength(4)
      expect(opened.notices.join(' ')).toMatch(/set aside.*missing.*damaged|damaged.*set aside|missing/)
      expect((await readdir(takes)).filter((name) => name.includes('.corrupt-'))).toHaveLength(2)
      expect((await open()).notices).toHaveLength(2)
    }))

  it('go to lost & found without a shot or a project, never making the folder anew', () =>
    inPlace(async ({ open, part, project, lostAndFound }) => {
      const store = await open()
      expect(await store.commit(take(1), await part(), 'lostAndFound')).toBe('lostAndFound')
      await rm(project, { recursive: true })
      expect(await store.commit(take(2), await part(), 'project')).toBe('lostAndFound')
      await expect(readdir(project)).rejects.toThrow('ENOENT')
      expect(await readdir(lostAndFound)).toHaveLength(4)
      expect(store.takes).toEqual([])
      expect([store.placeOf(take(1).id), store.placeOf(take(3).id)]).toEqual(['lostAndFound', null])
    }))

  it('come back from lost & found when their shot does, also after a crash in the middle', () =>
    inPlace(async ({ open, part, takes, lostAndFound }) => {
      const store = await open()
      for (const number of [1, 2]) await store.commit(take(number), await part(), 'lostAndFound')
      expect(await store.reclaim((id) => id === 's3')).toBe(false)
      await mkdir(takes)
      await writeFile(join(takes, 't1.mp4'), 'clip')
      const again = await open()
      expect(await again.reclaim((id) => id === 's1')).toBe(true)
      expect(again.takes).toEqual([take(1)])
      expect((await readdir(lostAndFound)).sort()).toEqual(['t2.json', 't2.mp4'])
      expect((await open()).takes).toEqual([take(1)])
    }))
})
