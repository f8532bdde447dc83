import { createStore } from 'zustand/vanilla'
import type { ProjectSnapshot } from '../../shared/ipc/snapshot'
import { applyDiff, diffDocuments, reverseDiff, type DocumentDiff } from '../../shared/project/diff'
import type { FilmDocument } from '../../shared/project/document'
import { documentFromSaved } from '../../shared/project/saved-document'

/** A pure edit: an impossible one returns the same document and leaves no step. */
export type Edit = (document: FilmDocument) => FilmDocument

interface HistoryStep {
  readonly label: string
  readonly diff: DocumentDiff
  /** Steps in a row with the same key become one: a word being typed, a knob being turned. */
  readonly mergeKey: string | null
}

/** An acknowledged-in-order stream to the engine; the project controller supplies it. */
export type SendEdit = (edit: { baseRevision: number; label: string; diff: DocumentDiff }) => void

interface DocumentState {
  /** What is shown: the committed document, or a gesture's preview of it. Null: no project is open. */
  readonly document: FilmDocument | null
  /** The document at the start of the gesture in progress, else null. */
  readonly gestureBase: FilmDocument | null
  /** Revision the engine will have once it has applied everything sent. */
  readonly revision: number
  readonly undoSteps: readonly HistoryStep[]
  readonly redoSteps: readonly HistoryStep[]
  readonly readOnly: boolean
}

const historyLimit = 500
const closed: DocumentState = {
  document: null,
  gestureBase: null,
  revision: 0,
  undoSteps: [],
  redoSteps: [],
  readOnly: false,
}

export const documentStore = createStore<DocumentState>(() => closed)

let sendEdit: SendEdit = () => undefined

/** Connects the mirror to the engine. */
export function connectDocument(send: SendEdit): void {
  sendEdit = send
}

/** Mirrors the engine's document afresh and forgets the history, which belonged to another state. */
export function adoptSnapshot(snapshot: ProjectSnapshot | null): void {
  if (snapshot === null) {
    documentStore.setState(closed, true)
    return
  }
  documentStore.setState({
    ...closed,
    document: documentFromSaved(snapshot.document),
    revision: snapshot.revision,
    readOnly: snapshot.readOnly !== null || snapshot.recovery !== null,
  })
}

function publish(label: string, diff: DocumentDiff, document: FilmDocument, history: Partial<DocumentState>): void {
  const baseRevision = documentStore.getState().revision
  documentStore.setState({ document, gestureBase: null, revision: baseRevision + 1, ...history })
  sendEdit({ baseRevision, label, diff })
}

function appendStep(steps: readonly HistoryStep[], step: HistoryStep, before: FilmDocument): readonly HistoryStep[] {
  const last = steps.at(-1)
  if (!last || step.mergeKey === null || last.mergeKey !== step.mergeKey) return [...steps, step].slice(-historyLimit)
  const start = applyDiff(before, reverseDiff(last.diff))
  const end = applyDiff(before, step.diff)
  if (!start.ok || !end.ok) return [...steps, step]
  // Steps that came back to where they began, in records of the same words, leave nothing to take back.
  const differs = ({ before: from, after: to }: DocumentDiff[number]): boolean =>
    JSON.stringify(from) !== JSON.stringify(to)
  const diff = diffDocuments(start.value, end.value).filter(differs)
  return [...steps.slice(0, -1), ...(diff.length === 0 ? [] : [{ ...step, diff }])]
}

/** Makes one undoable edit. Returns false when it changed nothing or the project can't be written. */
export function commit(label: string, edit: Edit, mergeKey: string | null = null): boolean {
  const { document, gestureBase, undoSteps, readOnly } = documentStore.getState()
  const before = gestureBase ?? document
  if (!before || readOnly) {
    cancelGesture()
    return false
  }
  const after = edit(before)
  const diff = diffDocuments(before, after)
  if (diff.length === 0) {
    cancelGesture()
    return false
  }
  const step = { label, diff, mergeKey }
  publish(label, diff, after, { undoSteps: appendStep(undoSteps, step, before), redoSteps: [] })
  return true
}

/** Shows an edit of the document as it was when the gesture began; each call replaces the one before. */
export function preview(edit: Edit): void {
  const { document, gestureBase, readOnly } = documentStore.getState()
  const base = gestureBase ?? document
  if (!base || readOnly) return
  documentStore.setState({ document: edit(base), gestureBase: base })
}

/** Ends a gesture by going back to exactly the document it began with. */
export function cancelGesture(): void {
  const { gestureBase } = documentStore.getState()
  if (gestureBase) documentStore.setState({ document: gestureBase, gestureBase: null })
}

/** Takes the last step back. Returns its label, or null when there is none. */
export function undo(): string | null {
  cancelGesture()
  const { document, undoSteps, redoSteps, readOnly } = documentStore.getState()
  const step = undoSteps.at(-1)
  if (!document || !step || readOnly) return null
  const diff = reverseDiff(step.diff)
  const before = applyDiff(document, diff)
  if (!before.ok) return null
  publish(`Undo ${step.label}`, diff, before.value, {
    undoSteps: undoSteps.slice(0, -1),
    redoSteps: [...redoSteps, { ...step, mergeKey: null }],
  })
  return step.label
}

/** Makes the last step that was taken back again. Returns its label, or null when there is none. */
export function redo(): string | null {
  cancelGesture()
  const { document, undoSteps, redoSteps, readOnly } = documentStore.getState()
  const step = redoSteps.at(-1)
  if (!document || !step || readOnly) return null
  const after = applyDiff(document, step.diff)
  if (!after.ok) return null
  publish(step.label, step.diff, after.value, { undoSteps: [...undoSteps, step], redoSteps: redoSteps.slice(0, -1) })
  return step.label
}
