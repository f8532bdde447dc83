import type { AppError } from '../../shared/ipc/app-error'
import type { ProjectSnapshot } from '../../shared/ipc/snapshot'
import type { Result } from '../../shared/result'
import { listen, request } from '../bridge'
import { forgetNotices, openDialog, setExportProgress, showNotice } from './dialog-store'
import { adoptSnapshot, connectDocument, documentStore, type SendEdit } from './document-store'
import { followAccounts } from './account-store'
import { adoptQueue, adoptTakes, emptyQueue } from './facts-store'
import { playbackStore } from './playback-store'
import { clearSelection } from './selection-store'
import { sessionStore } from './session-store'
import { togglePlay } from './transport'

function tell(problem: AppError): void {
  if (problem.kind !== 'cancelled') showNotice('problem', problem.message)
}

const noFilm = {
  folderName: '',
  location: '',
  savedRevision: -1,
  saveProblem: null,
  readOnly: null,
  sample: false,
  connected: true,
} as const

function showFilm(snapshot: ProjectSnapshot): void {
  const { folderName, location, readOnly, sample, saved, revision } = snapshot
  const savedRevision = saved ? revision : -1
  sessionStore.setState({ ...noFilm, folderName, location, readOnly, sample, savedRevision })
  for (const notice of snapshot.notices) showNotice('warning', notice)
  if (snapshot.recovery) openDialog({ kind: 'recovery', ...snapshot.recovery })
}

/** Another film begins at its start; what was said before there was any film is about the app and stays. */
function leaveFilm(location: string): void {
  clearSelection()
  if (location !== '') forgetNotices()
  playbackStore.setState({ frame: 0, speed: 0, inPoint: null, outPoint: null })
}

/** Shows the engine's film afresh: after opening another, after a recovery, after a refused edit. */
function adopt(snapshot: ProjectSnapshot | null): void {
  const { location, folderName } = sessionStore.getState()
  const changedFilm = (snapshot?.location ?? '') !== location || (snapshot?.folderName ?? '') !== folderName
  adoptTakes(snapshot?.takes ?? [])
  adoptQueue(snapshot?.queue ?? emptyQueue)
  adoptSnapshot(snapshot)
  if (changedFilm) leaveFilm(location)
  if (snapshot) showFilm(snapshot)
  else sessionStore.setState(noFilm)
}

async function readAgain(): Promise<void> {
  const answer = await request('project:read', undefined)
  if (answer.ok) adopt(answer.value)
  else tell(answer.problem)
}

/** Edits travel in the order they were made; a refused one makes the window show the engine's state. */
const send: SendEdit = (edit) => {
  void request('document:apply', { ...edit, diff: edit.diff }).then((answer) => {
    if (answer.ok) return undefined
    tell(answer.problem)
    return readAgain()
  })
}

async function open(asked: Promise<Result<ProjectSnapshot | null, AppError>>): Promise<boolean> {
  const answer = await asked
  if (!answer.ok) {
    tell(answer.problem)
    return false
  }
  await refreshInfo()
  return answer.value !== null
}

async function refreshInfo(): Promise<void> {
  const answer = await request('app:info', undefined)
  if (answer.ok) sessionStore.setState({ info: answer.value })
}

export function newProject(): Promise<boolean> {
  return open(request('project:new', undefined))
}

export function openProject(): Promise<boolean> {
  return open(request('project:openDialog', undefined))
}

export function openRecent(id: string): Promise<boolean> {
  return open(request('project:openRecent', { id }))
}

export function openSample(): Promise<boolean> {
  return open(request('project:openSample', undefined))
}

export function saveProjectAs(): Promise<boolean> {
  return open(request('project:saveAs', undefined))
}

/** Makes a film of its own of an earlier version and opens it. */
export function restoreVersion(name: string): Promise<boolean> {
  return open(request('versions:restore', { name }))
}

export async function saveProject(): Promise<void> {
  const answer = await request('project:save', undefined)
  if (!answer.ok) tell(answer.problem)
}

export async function closeProject(): Promise<void> {
  const answer = await request('project:close', undefined)
  if (!answer.ok) tell(answer.problem)
}

export async function recoverProject(choice: 'recover' | 'keepSaved'): Promise<void> {
  const answer = await request('project:recover', { choice })
  if (!answer.ok) tell(answer.problem)
}

/** Pictures dropped on the sample begin a film of the user's own; the sample stays as it is for the next newcomer. */
export async function ensureOwnFilm(): Promise<boolean> {
  const { document } = documentStore.getState()
  if (document && !sessionStore.getState().sample) return true
  const opened = await newProject()
  if (opened) showNotice('info', `A new film was started: ${sessionStore.getState().folderName}`)
  return opened
}

/** A newcomer sees the sample play; motion nobody asked for is not for those who want less of it. */
function greet(): void {
  const { info, sample } = sessionStore.getState()
  if (info?.greets && sample && !matchMedia('(prefers-reduced-motion: reduce)').matches) togglePlay()
}

/** Connects the window to the engine and shows what is open there. The returned function disconnects. */
export function connectEngine(): () => void {
  connectDocument(send)
  const ends = [
    listen('project:changed', adopt),
    listen('project:saved', ({ revision, problem }) => {
      sessionStore.setState(
        problem === null ? { savedRevision: revision, saveProblem: null } : { saveProblem: problem },
      )
      if (problem !== null) showNotice('problem', problem)
    }),
    listen('takes:changed', adoptTakes),
    listen('jobs:changed', adoptQueue),
    followAccounts(),
    listen('export:progress', setExportProgress),
    listen('notice', ({ tone, message }) => showNotice(tone, message)),
  ]
  void readAgain().then(refreshInfo).then(greet)
  return () => ends.forEach((end) => end())
}
