import type { AppError } from '../../shared/ipc/app-error'
import type { ImportResult } from '../../shared/ipc/contract'
import type { AssetId } from '../../shared/ids'
import type { Asset, SoundTrack } from '../../shared/project/document'
import type { Result } from '../../shared/result'
import { frames } from '../../shared/time/time'
import { addAssets } from '../../shared/timeline/edits/change-settings'
import { insertShots } from '../../shared/timeline/edits/insert-shots'
import { addSound } from '../../shared/timeline/edits/place-sounds'
import { ensureOwnFilm } from './project-controller'
import { importBytes, importDropped, request } from '../bridge'
import { announce } from './announcement-store'
import { openDialog, showNotice, whileReading } from './dialog-store'
import { commit, documentStore } from './document-store'
import { newClipId, newShotId, newSoundId } from './new-ids'
import { playbackStore } from './playback-store'
import { fitFilm } from './viewport-store'
import { selectClips, selectSound } from './selection-store'
import { readTransfer, type TransferContent } from './read-transfer'

export interface ImportTarget {
  /** Place on the picture track for new shots; null: behind the last one. */
  readonly atIndex: number | null
  /** Film frame where sounds begin; the playhead when left out. */
  readonly soundsAt?: number
  /** The track sounds go to; music when left out. */
  readonly track?: SoundTrack
}

export type Imported = Result<ImportResult, AppError>

const oneSound: Readonly<Record<SoundTrack, string>> = { music: 'Add Music', voice: 'Add Voice', effects: 'Add Effect' }

function labelOf(pictures: number, sounds: number, track: SoundTrack): string {
  if (sounds === 0) return pictures === 1 ? 'Add Picture' : `Add ${pictures} Pictures`
  if (pictures > 0) return `Add ${pictures + sounds} Files`
  return sounds === 1 ? oneSound[track] : `Add ${sounds} Sounds`
}

/** Adds files of the project to the film in one edit: a shot for each picture, sounds where they were dropped or at the playhead. */
export function addToFilm(assets: readonly Asset[], { atIndex, soundsAt, track = 'music' }: ImportTarget): void {
  const pictures = assets.filter((asset) => asset.kind === 'picture')
  const sounds = assets.filter((asset) => asset.kind === 'sound')
  const shots = pictures.map(({ id }) => ({ shotId: newShotId(), clipId: newClipId(), assetId: id }))
  const start = frames(soundsAt ?? playbackStore.getState().frame)
  const placing = sounds.map(({ id }) => ({ soundId: newSoundId(), assetId: id, track, start }))
  const index = atIndex ?? documentStore.getState().document?.track.clipIds.length ?? 0
  const isFirst = documentStore.getState().document?.clips.size === 0
  const label = labelOf(pictures.length, sounds.length, track)
  const added = commit(label, (document) => {
    const placed = insertShots(addAssets(document, { assets }), { index, shots })
    return placing.reduce(addSound, placed)
  })
  if (!added) return
  if (isFirst) fitFilm()
  if (shots.length > 0) selectClips(shots.map((shot) => shot.clipId))
  else if (placing[0]) selectSound(placing[0].soundId)
  announce(`Done: ${label}`)
}

/** The files an import brought, after telling what it refused; none when it failed. */
export function takeImported(result: Imported): readonly Asset[] {
  if (!result.ok) {
    if (result.problem.kind !== 'cancelled') showNotice('problem', result.problem.message)
    return []
  }
  if (result.value.refused.length > 0) openDialog({ kind: 'refusedFiles', refused: result.value.refused })
  return result.value.assets
}

/** Adds what an import brought to the film. */
function addImported(result: Imported, target: ImportTarget): void {
  const assets = takeImported(result)
  if (assets.length > 0) addToFilm(assets, target)
}

async function importEach(files: readonly File[]): Promise<Imported> {
  const assets: Asset[] = []
  const refused: ImportResult['refused'][number][] = []
  for (const file of files) {
    const answer = await importBytes(file.name === '' ? 'Pasted picture' : file.name, file)
    if (!answer.ok) return answer
    assets.push(...answer.value.assets)
    refused.push(...answer.value.refused)
  }
  return { ok: true, value: { assets, refused } }
}

function knownAssets(assetIds: readonly AssetId[]): readonly Asset[] {
  const known = documentStore.getState().document?.assets
  return assetIds.flatMap((id) => known?.get(id) ?? [])
}

function mayWrite(): boolean {
  if (!documentStore.getState().readOnly) return true
  showNotice('warning', 'This film is open read-only: nothing can be added to it.')
  return false
}

/** Brings content into the project without placing it; null when it is an address, which needs consent first. */
export async function bringIn(content: TransferContent): Promise<readonly Asset[] | null> {
  if (content.kind === 'assets') return knownAssets(content.assetIds)
  if (content.kind === 'files' || content.kind === 'bytes') {
    const { files } = content
    const work = content.kind === 'files' ? importDropped(files) : importEach(files)
    return takeImported(await whileReading(files.length, work))
  }
  return content.kind === 'address' ? null : []
}

async function importContent(content: TransferContent, target: ImportTarget): Promise<void> {
  if (content.kind === 'nothing' || !mayWrite()) return
  if (content.kind === 'address') {
    openDialog({ kind: 'consentFetch', url: content.url, atIndex: target.atIndex })
    return
  }
  if (content.kind !== 'assets' && !(await ensureOwnFilm())) return
  const assets = await bringIn(content)
  if (assets && assets.length > 0) addToFilm(assets, target)
}

/**
 * Imports what was dropped: files at once, an address after the user agreed to fetch it, pictures of the library as new
 * shots. Call it while the drop event is being handled; a drop on the sample begins a film of the user's own.
 */
export function importTransfer(transfer: DataTransfer, target: ImportTarget): Promise<void> {
  return importContent(readTransfer(transfer), target)
}

/** Imports what was pasted. Call it while the paste event is being handled. */
export function importPasted(transfer: DataTransfer): Promise<void> {
  return importContent(readTransfer(transfer, true), { atIndex: null })
}

/** Lets the user choose files and adds them to the film. */
export async function importFromDialog(kind: 'pictures' | 'sound'): Promise<void> {
  if (!mayWrite() || !(await ensureOwnFilm())) return
  addImported(await request('import:dialog', { kind }), { atIndex: null })
}

/** Fetches a picture the user agreed to fetch, and adds it to the film. */
export async function importFromAddress(url: string, target: ImportTarget): Promise<void> {
  addImported(await whileReading(1, request('import:url', { url })), target)
}
