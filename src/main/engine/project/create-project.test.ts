import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createProject } from './create-project'
import { atDesk } from './testing/open-for-test'

async function names(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort()
}

describe('a new project', () => {
  test('is a plain folder with an empty film, and opens again', () =>
    atDesk(async ({ folder, create, open }) => {
      const session = await create('My Film.seamline')
      expect(session).toMatchObject({ revision: 0, saved: true, readOnly: null, recovery: null, notices: [] })
      await session.close()
      expect(await names(session.paths.folder)).toEqual(
        ['assets', 'backups', 'cache', 'exports', 'project.json', 'recovery.ndjson', 'takes'].sort(),
      )
      expect(await names(folder)).toEqual(['My Film.seamline', 'app data'])
      const again = await open('My Film.seamline')
      expect(again.document).toEqual(session.document)
      expect(again.notices).toEqual([])
    }))

  test('takes an empty folder, and nothing that is there already', () =>
    atDesk(async ({ folder, deps, create }) => {
      await mkdir(join(folder, 'empty'))
      await create('empty')
      await mkdir(join(folder, 'full'))
      await writeFile(join(folder, 'full', 'thesis.txt'), 'mine')
      await writeFile(join(folder, 'file'), 'mine')
      for (const name of ['full', 'file', 'empty']) {
        const result = await createProject({ folder: join(folder, name), title: 'x' }, deps)
        expect(result).toMatchObject({
          ok: false,
          problem: { message: `There is something at "${name}" already. Choose another name.` },
        })
      }
      expect(await createProject({ folder: join(folder, 'no', 'where'), title: 'x' }, deps)).toMatchObject({
        ok: false,
        problem: { kind: 'noAccess' },
      })
      expect(await names(folder)).toEqual(['app data', 'empty', 'file', 'full'])
    }))
})
