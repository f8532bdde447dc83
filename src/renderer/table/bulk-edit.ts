import type { ShotId } from '../../shared/ids'
import { findModel } from '../../shared/models/catalogue'
import type { VideoModel } from '../../shared/models/model'
import { durationWords, nearestDuration, noSoundWords, switchModel } from '../../shared/models/switch-model'
import type { FilmDocument, Shot } from '../../shared/project/document'
import type { ShotPatch } from '../../shared/timeline/edits/ask-shots'
import { updateShots, type ShotChange } from '../../shared/timeline/edits/update-shots'
import { modelOfKey } from '../state/model-choices'
import type { PlannedEdit } from './row-changes'

/** What is to become of many shots; null and empty text leave a field as it is. */
export interface BulkEdit {
  readonly model: string | null
  readonly seconds: number | null
  readonly audio: boolean | null
  /** `random` lets the model choose. */
  readonly seed: number | 'random' | null
  readonly prefix: string
  readonly suffix: string
  /** With `{n}` for the place among these shots, `{nn}` and `{nnn}` with zeros before it, and `{name}`. */
  readonly pattern: string
}

export const noBulkEdit: BulkEdit = {
  model: null,
  seconds: null,
  audio: null,
  seed: null,
  prefix: '',
  suffix: '',
  pattern: '',
}

const longest = { name: 200, prompt: 20_000 } as const

function namedBy(pattern: string, name: string, place: number): string {
  return pattern
    .replaceAll(/\{(n{1,4})\}/g, (_, digits: string) => String(place).padStart(digits.length, '0'))
    .replaceAll('{name}', () => name)
}

/** Words joined by a space, but for a sign that belongs to the word before it; with none before it, it goes. */
function joined(before: string, after: string): string {
  const [first, second] = [before.trim(), after.trim()]
  if (first === '') return second.replace(/^[.,;:!?]+\s*/, '')
  if (second === '') return first
  return /^[.,;:!?]/.test(second) ? first + second : `${first} ${second}`
}

class ShotEdit {
  readonly notes: string[] = []
  #patch: ShotPatch = {}
  #dropsEnd = false
  #shot: Shot
  readonly #model: VideoModel | null

  constructor(shot: Shot, edit: BulkEdit, film: FilmDocument) {
    this.#shot = shot
    const wanted = edit.model === null ? null : modelOfKey(edit.model)
    this.#model = wanted ?? findModel(shot.provider, shot.model)
    if (wanted === null) {
      this.#seconds(edit.seconds)
      this.#sound(edit.audio)
      return
    }
    const asked = { ...shot, seconds: edit.seconds ?? shot.seconds, audio: edit.audio ?? shot.audio }
    const { patch, dropsEnd, adjusted } = switchModel(asked, wanted, film.settings.size)
    this.#set(patch)
    this.#dropsEnd = dropsEnd
    this.notes.push(...adjusted)
  }

  #set(patch: ShotPatch): void {
    this.#patch = { ...this.#patch, ...patch }
    this.#shot = { ...this.#shot, ...patch }
  }

  #seconds(wanted: number | null): void {
    if (wanted === null || !this.#model) return
    const seconds = nearestDuration(this.#model, wanted)
    const { label } = this.#model
    if (seconds !== wanted) {
      this.notes.push(`${wanted} s became ${seconds} s: ${label} makes ${durationWords(this.#model)} s.`)
    }
    this.#set({ seconds })
  }

  #sound(audio: boolean | null): void {
    if (audio === null) return
    if (audio && this.#model?.audio === false) this.notes.push(`${this.#model.label} ${noSoundWords(this.#model)}.`)
    else this.#set({ audio })
  }

  seed(seed: BulkEdit['seed']): void {
    if (seed === null) return
    if (seed !== 'random' && this.#model?.seed === false) this.notes.push(`${this.#model.label} takes no seed.`)
    else this.#set({ seed: seed === 'random' ? null : seed })
  }

  text({ prefix, suffix, pattern }: BulkEdit, place: number): void {
    const asks = prefix.trim() !== '' || suffix.trim() !== ''
    const prompt = asks ? joined(joined(prefix, this.#shot.prompt), suffix) : this.#shot.prompt
    if (prompt.length > longest.prompt) this.notes.push('The prompt would be too long, and stays as it is.')
    else if (asks) this.#set({ prompt })
    const name = pattern.trim() === '' ? this.#shot.name : namedBy(pattern, this.#shot.name, place)
    if (name.length > longest.name) this.notes.push('The name would be too long, and stays as it is.')
    else this.#set({ name })
  }

  get change(): ShotChange {
    return { shotId: this.#shot.id, patch: this.#patch, dropsEnd: this.#dropsEnd }
  }
}

/** Changes shots together. What a model does not take goes to the nearest that it takes, and is told. */
export function planBulkEdit(film: FilmDocument, shotIds: readonly ShotId[], edit: BulkEdit): PlannedEdit {
  const notes = new Map<ShotId, readonly string[]>()
  const changes: ShotChange[] = []
  for (const [index, id] of shotIds.entries()) {
    const shot = film.shots.get(id)
    if (!shot) continue
    const one = new ShotEdit(shot, edit, film)
    one.seed(edit.seed)
    one.text(edit, index + 1)
    changes.push(one.change)
    if (one.notes.length > 0) notes.set(id, one.notes)
  }
  return { after: updateShots(film, changes), notes }
}
