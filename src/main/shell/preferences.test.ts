import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadPreferences, type Preferences } from './preferences'

let folder: string
let logged: string[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seamline-preferences-'))
  logged = []
})
afterEach(() => rm(folder, { recursive: true }))

const write = (file: string, text: string): Promise<void> => writeFile(file, text)
const load = (writer = write): Promise<Preferences> => loadPreferences(folder, writer, (line) => logged.push(line))
const store = (text: string): Promise<void> => writeFile(join(folder, 'preferences.json'), text)
const bounds = { x: 10, y: 20, width: 1200, height: 800, maximized: false }

test('without a file everything is as it comes', async () => {
  const { theme, bounds, lastFolder, greeted } = await load()
  expect({ theme, bounds, lastFolder, greeted }).toEqual({
    theme: 'dark',
    bounds: null,
    lastFolder: null,
    greeted: false,
  })
})

test('what is set is there at the next start', async () => {
  const preferences = await load()
  preferences.set({ theme: 'light' })
  preferences.set({ bounds })
  preferences.set({ lastFolder: '/films' })
  await preferences.flush()
  const { theme, bounds: kept, lastFolder } = await load()
  expect({ theme, bounds: kept, lastFolder }).toEqual({ theme: 'light', bounds, lastFolder: '/films' })
})

test.each([
  '',
  '{',
  'null',
  '[]',
  '"dark"',
  '{"theme":"blue"}',
  '{"bounds":{"width":-1,"height":1e9,"maximized":false}}',
  '{"bounds":{"width":"1200"}}',
  '{"lastFolder":7}',
])('a damaged file (%s) is as good as none', async (text) => {
  await store(text)
  const { theme, bounds, lastFolder } = await load()
  expect({ theme, bounds, lastFolder }).toEqual({ theme: 'dark', bounds: null, lastFolder: null })
})

test('a file that names __proto__ changes no object', async () => {
  await store('{"__proto__":{"polluted":true},"theme":"light"}')
  expect((await load()).theme).toBe('light')
  expect('polluted' in {}).toBe(false)
})

test('a write that fails is logged, and the next one is made', async () => {
  let failing = true
  const preferences = await load((file, text) => (failing ? Promise.reject(new Error('disk full')) : write(file, text)))
  preferences.set({ theme: 'light' })
  await preferences.flush()
  expect(logged.join()).toContain('disk full')
  failing = false
  preferences.set({ lastFolder: '/films' })
  await preferences.flush()
  expect(JSON.parse(await readFile(join(folder, 'preferences.json'), 'utf8'))).toMatchObject({ theme: 'light' })
})
