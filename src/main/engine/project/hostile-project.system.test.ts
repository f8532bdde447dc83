import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { generationOrder } from '../../../shared/continuity/generation-order'
import { planFilm } from '../../../shared/film/plan-film'
import type { FilmDocument } from '../../../shared/project/document'
import { recordLimits } from '../../../shared/project/saved-document'
import { readProjectData } from '../../../shared/project/schema'
import { noTakes } from '../../../test-support/sample-film'
import { parseBoundedJson } from './bounded-json'
import { openProject } from './open-project'
import { atDesk, editIn, titled } from './testing/open-for-test'

/** How many mutated files are read; SEAMLINE_FUZZ_ROUNDS=100000 is the full kit. One in twenty is opened as a project. */
const rounds = Number(process.env['SEAMLINE_FUZZ_ROUNDS'] ?? 500)
const longestMilliseconds = 2000

const golden = readFileSync(new URL('../../../shared/project/golden/version-1.json', import.meta.url))

type Mutation = (bytes: Buffer) => Buffer

const at = fc.nat(golden.length - 1)

const byteMutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(at, fc.nat(7)).map(([place, bit]): Mutation => (bytes) => {
    const next = Buffer.from(bytes)
    next[place % next.length] = (next[place % next.length] ?? 0) ^ (1 << bit)
    return next
  }),
  fc.tuple(at, fc.nat(200)).map(
    ([from, count]): Mutation =>
      (bytes) =>
        Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + count)]),
  ),
  fc.tuple(at, fc.uint8Array({ maxLength: 30 })).map(
    ([place, more]): Mutation =>
      (bytes) =>
        Buffer.concat([bytes.subarray(0, place), more, bytes.subarray(place)]),
  ),
  fc.tuple(at, at, fc.nat(400)).map(
    ([from, to, count]): Mutation =>
      (bytes) =>
        Buffer.concat([bytes.subarray(0, to), bytes.subarray(from, from + count), bytes.subarray(to)]),
  ),
  at.map(
    (length): Mutation =>
      (bytes) =>
        bytes.subarray(0, length),
  ),
)

const hostileValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    [],
    {},
    -1,
    0,
    1,
    2,
    0.5,
    1e12,
    1e300,
    999_999_999,
    '../../outside',
    '/etc/passwd',
    'CON',
    '\u0000',
    '__proto__',
    [0, 1],
    [1e12, 1],
    [1, 1e9],
    [999_999_999_999, 999_999_937],
    [-1, 1],
    [1, 0],
    's1',
    's2',
    'c1',
    't1',
    'pick',
  ),
  fc.string({ maxLength: 20 }),
  fc.double(),
)
const valueAt = /(?<=: |^ +)("(?:[^"\\]|\\.)*"|-?\d[\d.e+-]*|true|false|null|\[[\d, -]*\])(?=,?$)/gm

/** Puts another value where a value stands, so that the file stays JSON and the mutation gets past the parser. */
const valueMutation: fc.Arbitrary<Mutation> = fc
  .tuple(fc.nat(10_000), hostileValue)
  .map(([place, value]): Mutation => (bytes) => {
    const text = bytes.toString('latin1')
    const places = [...text.matchAll(valueAt)]
    const found = places[place % Math.max(1, places.length)]
    if (!found) return bytes
    const put = JSON.stringify(value)
    return Buffer.from(text.slice(0, found.index) + put + text.slice(found.index + found[0].length), 'latin1')
  })

const mutated = fc
  .oneof(
    { weight: 1, arbitrary: fc.array(byteMutation, { minLength: 1, maxLength: 4 }) },
    { weight: 3, arbitrary: fc.array(valueMutation, { minLength: 1, maxLength: 4 }) },
  )
  .map((mutations) => mutations.reduce<Buffer>((bytes, mutate) => mutate(bytes), golden))

function read(bytes: Uint8Array): FilmDocument | null {
  const data = parseBoundedJson(bytes)
  if (!data.ok) return null
  const film = readProjectData(data.value)
  return film.ok ? film.value.document : null
}

test(
  `${rounds} mutated project files: no crash, no hang, and what is accepted can be planned`,
  {
    timeout: 60_000 + rounds * 20,
  },
  () => {
    let accepted = 0
    fc.assert(
      fc.property(mutated, (bytes) => {
        const begun = performance.now()
        const document = read(bytes)
        if (document) {
          accepted++
          planFilm(document, noTakes)
          generationOrder(document, [...document.shots.keys()])
        }
        expect(performance.now() - begun).toBeLessThan(longestMilliseconds)
        expect({}).not.toHaveProperty('polluted')
      }),
      { numRuns: rounds },
    )
    // Some mutations are harmless; which ones is up to chance, that there are any is not.
    expect(accepted).toBeGreaterThan(0)
    expect(accepted).toBeLessThan(rounds)
  },
)

test('opened as projects, mutated files write nothing outside of their folder', { timeout: 60_000 + rounds * 20 }, () =>
  atDesk(async ({ folder, deps }) => {
    await mkdir(deps.appData)
    await writeFile(join(folder, 'beside'), 'mine')
    const home = join(folder, 'project')
    await mkdir(home)
    const document = join(home, 'project.json')
    await fc.assert(
      fc.asyncProperty(mutated, fc.boolean(), async (bytes, withBackup) => {
        await writeFile(document, bytes)
        if (withBackup) await writeFile(`${document}.bak`, golden)
        const opened = await openProject(home, deps)
        if (opened.ok) {
          editIn(opened.value, 'Rename', titled('touched'))
          await opened.value.close()
          expect(read(await readFile(document))?.settings.title).toBe('touched')
        } else expect(await readFile(document)).toEqual(bytes)
        expect((await readdir(folder)).sort()).toEqual(['app data', 'beside', 'project'])
        expect(['', 'identities']).toContain((await readdir(deps.appData)).join())
      }),
      { numRuns: Math.ceil(rounds / 20) },
    )
  }),
)

test('the largest film that is accepted is read and planned within two seconds', { timeout: 30_000 }, () => {
  const film = read(golden)
  const shot = film && [...film.shots.values()][1]
  if (!film || !shot) throw new Error('the golden film has two shots')
  const shots = Array.from({ length: recordLimits.shots }, (_, n) => ({
    ...shot,
    id: `n${n}`,
    pick: null,
    end: null,
    start: { kind: 'shotFrame', shotId: `n${Math.max(0, n - 1)}`, take: 'pick', frame: 'lastVisible' },
  })).map((link, n) => (n === 0 ? { ...link, start: null } : link))
  const clips = shots.map(({ id }) => ({ id: `c${id}`, shotId: id, in: null, out: null, join: { kind: 'cut' } }))
  const { settings } = film
  const track = { id: 'picture', clipIds: clips.map((clip) => clip.id) }
  const saved = { settings, track, assets: [], shots, clips, marks: [], sounds: [] }
  const bytes = Buffer.from(JSON.stringify({ version: 1, document: saved }))
  const begun = performance.now()
  const document = read(bytes)
  expect(document?.shots.size).toBe(recordLimits.shots)
  if (document) {
    planFilm(document, noTakes)
    generationOrder(document, [...document.shots.keys()])
  }
  expect(performance.now() - begun).toBeLessThan(longestMilliseconds)
})
