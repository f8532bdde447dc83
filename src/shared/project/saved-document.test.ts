import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arbitraryDocument, arbitraryEdit } from '../../test-support/arbitrary-film'
import { sampleClip, sampleDocument, sampleShot } from '../../test-support/sample-film'
import type { FilmDocument } from './document'
import { projectText } from './project-text'
import { documentFromSaved, savedDocumentSchema, savedFromDocument } from './saved-document'
import { readProjectData } from './schema'

function shuffled(document: FilmDocument): FilmDocument {
  return {
    ...document,
    shots: new Map(
      [...document.shots].reverse().map(([id, shot]) => [id, Object.fromEntries(Object.entries(shot).reverse())]),
    ) as never,
    clips: new Map([...document.clips].reverse()),
    assets: new Map([...document.assets].reverse()),
  }
}

test('a film comes back from its saved form', () => {
  fc.assert(
    fc.property(arbitraryDocument, fc.array(arbitraryEdit, { maxLength: 5 }), (start, edits) => {
      const document = edits.reduce((film, edit) => edit(film), start)
      const saved = savedFromDocument(document)
      expect(savedFromDocument(documentFromSaved(savedDocumentSchema.parse(saved)))).toEqual(saved)
    }),
  )
})

test('a film comes back from the text of its file', () => {
  fc.assert(
    fc.property(arbitraryDocument, (document) => {
      const read = readProjectData(JSON.parse(projectText(document)))
      expect(read.ok && savedFromDocument(read.value.document)).toEqual(savedFromDocument(document))
    }),
  )
})

test('the same film is the same text, in whatever order its records and keys came about', () => {
  fc.assert(
    fc.property(arbitraryDocument, (document) => {
      expect(projectText(shuffled(document))).toBe(projectText(document))
    }),
  )
})

test('the text can be read by people: version first, one line for a fraction, one key a line', () => {
  const text = projectText(sampleDocument({ clips: [sampleClip(1)] }))
  expect(text.startsWith('{\n  "version": 1,\n  "document": {\n')).toBe(true)
  expect(text).toContain('"rate": [24, 1],')
  expect(text).toContain('\n      {\n        "id": "s1",\n        "name": "Shot 1",\n')
  expect(text.endsWith('}\n')).toBe(true)
})

test('words that look like a fraction stay as they are', () => {
  const prompt = '[\n  1,\n  2\n]'
  const document = sampleDocument({ shots: [sampleShot(1, { prompt })], clips: [] })
  const read = readProjectData(JSON.parse(projectText(document)))
  expect(read.ok && [...read.value.document.shots.values()][0]?.prompt).toBe(prompt)
})

test('when an id stands twice the last one wins', () => {
  const saved = savedFromDocument(sampleDocument({ clips: [sampleClip(1)] }))
  const twice = { ...saved, shots: [...saved.shots, sampleShot(1, { name: 'again' })] }
  expect([...documentFromSaved(twice).shots.values()].map((shot) => shot.name)).toEqual(['again'])
})
