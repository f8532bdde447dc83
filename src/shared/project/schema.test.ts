import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { sampleClip, sampleDocument } from '../../test-support/sample-film'
import { projectText } from './project-text'
import { savedFromDocument } from './saved-document'
import { currentVersion, migration, readProjectData } from './schema'

function golden(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8'))
}

/** A version that never shipped, to try the mechanism: it called the title "name" and knew no fit. */
const fromVersion0 = migration(
  0,
  'name becomes title, letterbox by default',
  z.looseObject({ settings: z.looseObject({ name: z.string() }) }),
  (old) => {
    const { name, ...settings } = old.settings
    return { ...old, settings: { ...settings, title: name, fit: 'letterbox' } }
  },
)

test('every version that was ever written opens, for ever', () => {
  const files = readdirSync(new URL('golden', import.meta.url)).filter((name) => name.startsWith('version-'))
  expect(files).toHaveLength(currentVersion)
  for (const file of files) {
    const read = readProjectData(golden(file))
    expect(read).toMatchObject({ ok: true, value: { migrated: [] } })
    // Nothing of it is lost; what came later is added.
    if (read.ok) expect(JSON.parse(projectText(read.value.document))).toMatchObject(golden(file) as object)
  }
})

test('a film with references opens with all that was written', () => {
  const read = readProjectData(golden('with-references.json'))
  expect(read).toMatchObject({ ok: true })
  if (read.ok)
    expect(JSON.parse(projectText(read.value.document))).toMatchObject(golden('with-references.json') as object)
})

test('an older version is brought to this one by named steps', () => {
  const read = readProjectData(golden('before-version-1.json'), [fromVersion0])
  expect(read).toMatchObject({ ok: true, value: { migrated: ['name becomes title, letterbox by default'] } })
  expect(read.ok && read.value.document.settings).toMatchObject({ title: 'Old film', fit: 'letterbox' })
})

test('an older version that is not what was written then is broken, not a crash', () => {
  const data = { version: 0, document: { settings: { name: 7 } } }
  expect(readProjectData(data, [fromVersion0])).toMatchObject({
    ok: false,
    problem: { kind: 'broken', detail: expect.stringContaining('settings.name') as string },
  })
})

test('a version without a step, and one from the future, are told apart', () => {
  expect(readProjectData({ version: 0, document: {} })).toMatchObject({ ok: false, problem: { kind: 'broken' } })
  expect(readProjectData({ version: 2, document: 'anything' })).toEqual({
    ok: false,
    problem: { kind: 'tooNew', version: 2 },
  })
})

test('a film whose records do not fit together is broken', () => {
  const saved = savedFromDocument(sampleDocument({ clips: [sampleClip(1)] }))
  const read = readProjectData({ version: 1, document: { ...saved, shots: [] } })
  expect(read).toMatchObject({ ok: false, problem: { detail: 'clip c1 is of a shot that does not exist' } })
})

test('keys that reach for the prototype are harmless', () => {
  const text = projectText(sampleDocument({ clips: [sampleClip(1)] })).replaceAll(
    '"options": {}',
    '"options": {"__proto__": "x", "constructor": "y"}, "__proto__": {"polluted": true}',
  )
  expect(text).toContain('polluted')
  const read = readProjectData(JSON.parse(text))
  const shot = read.ok ? [...read.value.document.shots.values()][0] : undefined
  expect(Object.getPrototypeOf(shot?.options)).toBe(Object.prototype)
  expect(shot).not.toHaveProperty('polluted')
  expect({}).not.toHaveProperty('polluted')
})

test('no data whatever makes reading throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.record({ version: fc.constant(1), document: fc.anything() })), (data) => {
      expect(readProjectData(data)).toMatchObject({ ok: false })
    }),
  )
})
