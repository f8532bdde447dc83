import { beforeEach, describe, expect, test } from 'vitest'
import { projectIdSchema } from '../../shared/ids'
import type { DocumentDiff } from '../../shared/project/diff'
import type { FilmDocument } from '../../shared/project/document'
import { newDocument } from '../../shared/project/new-document'
import { savedFromDocument } from '../../shared/project/saved-document'
import {
  adoptSnapshot,
  cancelGesture,
  commit,
  connectDocument,
  documentStore,
  preview,
  redo,
  undo,
  type Edit,
} from './document-store'
import { emptyQueue } from './facts-store'

const titled =
  (title: string): Edit =>
  (document) => ({ ...document, settings: { ...document.settings, title } })

const sent: { baseRevision: number; label: string; diff: DocumentDiff }[] = []
const shown = (): FilmDocument => {
  const { document } = documentStore.getState()
  if (!document) throw new Error('no document')
  return document
}

beforeEach(() => {
  sent.length = 0
  connectDocument((edit) => sent.push(edit))
  adoptSnapshot({
    document: savedFromDocument(newDocument(projectIdSchema.parse('p'), 'Start')),
    revision: 7,
    takes: [],
    queue: emptyQueue,
    folderName: 'Start.seamline',
    location: '/films',
    saved: true,
    readOnly: null,
    recovery: null,
    notices: [],
    sample: false,
  })
})

describe('the mirror of the document', () => {
  test('an edit is sent with the revision it was made on, one after the other', () => {
    commit('A', titled('A'))
    commit('B', titled('B'))
    expect(sent.map(({ baseRevision, label }) => [baseRevision, label])).toEqual([
      [7, 'A'],
      [8, 'B'],
    ])
  })

  test('an edit that changes nothing is no step and is not sent', () => {
    expect(commit('Nothing', (document) => document)).toBe(false)
    expect([sent.length, documentStore.getState().undoSteps.length]).toEqual([0, 0])
  })

  test('undo and redo give back the very same records', () => {
    const before = shown().settings
    commit('A', titled('A'))
    const after = shown().settings
    expect(undo()).toBe('A')
    expect(shown().settings).toBe(before)
    expect(redo()).toBe('A')
    expect(shown().settings).toBe(after)
  })

  test('sixty previews and a commit are one step from the start of the gesture', () => {
    const before = shown().settings
    for (let index = 0; index < 60; index++) preview(titled(`Preview ${index}`))
    commit('Drag', titled('Dropped'))
    expect(documentStore.getState().undoSteps).toHaveLength(1)
    expect(sent).toHaveLength(1)
    undo()
    expect(shown().settings).toBe(before)
  })

  test('a cancelled gesture leaves exactly the document it began with', () => {
    const before = shown()
    preview(titled('Preview'))
    cancelGesture()
    expect(shown()).toBe(before)
    expect([sent.length, documentStore.getState().undoSteps.length]).toEqual([0, 0])
  })

  test('a gesture that ends where it began shows the committed document again', () => {
    const before = shown()
    preview(titled('Preview'))
    commit('Drag', (document) => document)
    expect(shown()).toBe(before)
  })

  test('typing is one step, though each pause is sent', () => {
    commit('Prompt', titled('H'), 'prompt-1')
    commit('Prompt', titled('He'), 'prompt-1')
    commit('Prompt', titled('Hel'), 'prompt-1')
    expect([sent.length, documentStore.getState().undoSteps.length]).toEqual([3, 1])
    undo()
    expect(shown().settings.title).toBe('Start')
    redo()
    expect(shown().settings.title).toBe('Hel')
  })

  test('steps of one knob that come back to where they began leave nothing to take back', () => {
    commit('Gain', titled('Louder'), 'gain-1')
    commit('Gain', titled('Start'), 'gain-1')
    expect(documentStore.getState().undoSteps).toEqual([])
    expect([sent.length, undo()]).toEqual([2, null])
  })

  test('an edit after an undo forgets what could be redone', () => {
    commit('A', titled('A'))
    undo()
    commit('B', titled('B'))
    expect(redo()).toBeNull()
  })

  test('five hundred steps can be taken back', () => {
    for (let index = 0; index < 500; index++) commit('Step', titled(`Title ${index}`))
    for (let index = 0; index < 500; index++) undo()
    expect(shown().settings.title).toBe('Start')
    expect(undo()).toBeNull()
  })
})
