import type { QuietFilm } from '../main/engine/open-quietly'
import type { Asset } from '../shared/project/document'
import type { Answer, Tools } from './command'
import { CommandFailure } from './command-failure'
import { edit, filmWord } from './films'
import { importMusic } from './import-files'
import { planLength, type LengthOptions } from './long-take'
import { pairPrompts, usablePictures } from './pair-prompts'
import { layReferences, referenceList, type ReferenceWish } from './references'
import { numberedShots } from './select-shots'
import { chooseModel, layMusic, layShots, readShotLook, type ShotOptions } from './shot-options'
import path from 'node:path'

function range(numbers: readonly number[]): string {
  const [first, last] = [numbers[0], numbers.at(-1)]
  return first === last ? `shot ${first}` : `shots ${first} to ${last}`
}

/** What comes into a film. */
export interface NewContent {
  readonly pictures: readonly Asset[]
  readonly prompts: readonly string[]
  readonly references: readonly ReferenceWish[]
}

/** Puts references, shots and music into a film as the options want, writes it down and says what was added. */
export async function addShots(
  film: QuietFilm,
  { pictures, prompts, references }: NewContent,
  given: ShotOptions & LengthOptions,
  { cwd, output, signal, studio }: Tools,
): Promise<Answer> {
  const before = film.session.document
  const model = chooseModel(given.model, studio.settings.model?.text ?? null, before)
  const usable = usablePictures(pictures, given.chain && given.length === null, before.track.clipIds.length === 0)
  const long = planLength(given, { model, pictures, prompts })
  const pairing = long ?? pairPrompts(usable.pictures, prompts)
  const notes = [...usable.notes, ...pairing.notes]
  if (pairing.wishes.length + references.length === 0 && given.music === null) {
    throw new CommandFailure('usage', 'With --chain a shot needs a prompt: -p "what happens next".')
  }
  const cast = await layReferences(before, references, { media: film.media, cwd, signal })
  const laid = layShots(cast, pairing.wishes, readShotLook(given, model))
  const sound = given.music === null ? null : await importMusic(film.media, path.resolve(cwd, given.music), signal)
  const document = sound ? layMusic(laid.document, sound) : laid.document
  for (const note of notes) output.note(note)
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
      `Added ${[...what, ...referenceList(references), ...(sound ? [`the sound ${sound.name}`] : [])].join(' and ')}`,
      `Next: seamline plan ${shown}`,
    ],
    report: { folder: film.session.paths.folder, added, model: model.id, notes },
  }
}
