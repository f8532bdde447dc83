import type { QuietFilm } from '../main/engine/open-quietly'
import type { Asset } from '../shared/project/document'
import type { Answer, Tools } from './command'
import { edit, filmWord } from './films'
import { importMusic } from './import-files'
import type { Pairing } from './pair-prompts'
import { numberedShots } from './select-shots'
import { chooseModel, layMusic, layShots, readShotLook, type ShotOptions } from './shot-options'
import path from 'node:path'

function range(numbers: readonly number[]): string {
  const [first, last] = [numbers[0], numbers.at(-1)]
  return first === last ? `shot ${first}` : `shots ${first} to ${last}`
}

/** Puts shots and music into a film as the options want, writes it down and says what was added. */
export async function addShots(
  film: QuietFilm,
  { wishes, notes }: Pairing<Asset>,
  given: ShotOptions,
  { cwd, output, signal, studio }: Tools,
): Promise<Answer> {
  const before = film.session.document
  const model = chooseModel(given.model, studio.settings.model?.text ?? null, before)
  const laid = layShots(before, wishes, readShotLook(given, model))
  const sound = given.music === null ? null : await importMusic(film.media, path.resolve(cwd, given.music), signal)
  const document = sound ? layMusic(laid.document, sound) : laid.document
  for (const note of [...notes, ...laid.notes]) output.note(note)
  await edit(film.session, 'Add shots', document)
  const numbers = numberedShots(document)
  const added = laid.shotIds.map((id) => ({
    id,
    number: numbers.get(id) ?? 0,
    name: document.shots.get(id)?.name ?? '',
  }))
  const shown = filmWord(cwd, film.session.paths.folder)
  const what = added.length === 0 ? [] : [`${range(added.map(({ number }) => number))} (${model.label})`]
  return {
    lines: [
      `Added ${[...what, ...(sound ? [`the sound ${sound.name}`] : [])].join(' and ')}`,
      `Next: seamline plan ${shown}`,
    ],
    report: { folder: film.session.paths.folder, added, model: model.id, notes: [...notes, ...laid.notes] },
  }
}
