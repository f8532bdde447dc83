import { defineCommand } from '../command'
import { edit, filmFolder, filmWord } from '../films'
import { chooseModel, readShotLook, shotOptions } from '../shot-options'
import { layReferences, readReferences, referenceOptions } from '../references'
import { dressFilm, filmOptions, settingsReport, titleOf } from '../new-film'

const { model, duration, ratio } = shotOptions

export const newCommand = defineCommand({
  name: 'new',
  summary: 'make an empty film',
  about: [
    'Makes a film: a folder with everything that belongs to it. The Seamline window opens the same folder. ' +
      'Model, length and format hold for the shots that are added later and can be told otherwise there.',
  ],
  words: [{ name: 'FILM', help: 'the folder to make; ".seamline" is added to its name' }],
  options: { model, duration, ratio, ...filmOptions, ...referenceOptions },
  examples: [
    ['seamline new harbour', 'rehearsed shots (free), 16:9 at 24 fps'],
    ['seamline new reel --model gen4_turbo --duration 5 --ratio 9:16 --budget 10', 'upright, paid, at most $10 in all'],
  ],
  json: ['folder', 'film: {title, size, ratio, rate, budget, model, seconds}'],
  run: async ([word = ''], given, { cwd, signal, studio }) => {
    const references = readReferences(given.ref)
    const folder = filmFolder(cwd, word)
    const chosen = chooseModel(given.model, studio.settings.model?.text ?? null, null)
    const plain = {
      ...given,
      resolution: null,
      'picture-url': null,
      seed: null,
      audio: false,
      chain: false,
      'extend-from': null,
      dissolve: null,
      music: null,
    }
    const look = readShotLook(plain, chosen)
    const budget = studio.window.newFilmBudget
    const film = await studio.createQuietly({ folder, title: given.title ?? titleOf(folder), budget })
    try {
      const { document } = film.session
      const plainly = dressFilm(document, { options: given, look })
      const dressed = await layReferences(plainly, references, { media: film.media, cwd, signal })
      await edit(film.session, 'New film', dressed)
      const shown = filmWord(cwd, film.session.paths.folder)
      return {
        lines: [`Made ${shown}`, `Next: seamline add ${shown} PICTURE -p "what happens in it"`],
        report: { folder: film.session.paths.folder, film: settingsReport(dressed) },
      }
    } finally {
      await film.close()
    }
  },
})
