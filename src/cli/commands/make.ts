import path from 'node:path'
import { existsSync } from 'node:fs'
import type { Asset, FilmDocument } from '../../shared/project/document'
import type { QuietFilm } from '../../main/engine/open-quietly'
import { readConsent } from '../bill'
import { defineCommand, type Tools } from '../command'
import { CommandFailure } from '../command-failure'
import { expandPatterns } from '../expand-patterns'
import { exportFilm, exportLines } from '../export-film'
import { edit, filmWord, withQuietFilm, withWorkingFilm } from '../films'
import { generateShots, outcomeOf, readWait, reportedFilm, waitOptions } from '../generate-film'
import { importMusic, importNamedPictures } from '../import-files'
import { dressFilm, filmOptions, titleOf, type FilmOptions } from '../new-film'
import { checkLength, lengthOptions, planLength, type LengthOptions } from '../long-take'
import { pairPrompts, usablePictures } from '../pair-prompts'
import { layReferences, readReferences, referenceOptions, type ReferenceWish } from '../references'
import { sameFilm } from '../same-film'
import { selectShots } from '../select-shots'
import {
  chooseModel,
  layMusic,
  layShots,
  readShotLook,
  shotOptions,
  type ShotLook,
  type ShotOptions,
} from '../shot-options'
import { createJobWatch, openJobs } from '../watch-jobs'

interface Made {
  readonly files: readonly string[]
  readonly prompts: readonly string[]
  readonly music: string | null
  readonly look: ShotLook
  readonly options: FilmOptions & ShotOptions & LengthOptions
  readonly references: readonly ReferenceWish[]
}

const everything = { shots: null, changed: true, all: false }

/** The folder is looked for beside the output, so that the same command finds its film again. */
function folderFor(target: string, keep: string | null, cwd: string): string {
  const folder = keep === null ? target.replace(/\.[^.\\/]+$/, '') : path.resolve(cwd, keep)
  return folder.endsWith('.seamline') ? folder : `${folder}.seamline`
}

/** An empty film with the settings of this one, dressed and filled. */
async function wantedFilm(film: QuietFilm, made: Made, tools: Tools): Promise<FilmDocument> {
  const { document } = film.session
  const { look, options } = made
  const empty: FilmDocument = {
    ...document,
    track: { ...document.track, clipIds: [] },
    shots: new Map(),
    clips: new Map(),
    sounds: new Map(),
    references: new Map(),
    markers: new Map(),
  }
  const pictures: readonly Asset[] = await importNamedPictures(film.media, made.files, tools.signal)
  const { cwd, signal } = tools
  const dressed = await layReferences(dressFilm(empty, { options, look }), made.references, {
    media: film.media,
    cwd,
    signal,
  })
  const usable = usablePictures(pictures, look.chain, true)
  const long = planLength(options, { model: look.model, pictures, prompts: made.prompts })
  const { wishes, notes } = long ?? pairPrompts(usable.pictures, made.prompts)
  const laid = layShots(dressed, wishes, look)
  for (const note of [...usable.notes, ...notes]) tools.output.note(note)
  return made.music === null
    ? laid.document
    : layMusic(laid.document, await importMusic(film.media, made.music, tools.signal))
}

function otherFilm(folder: string, cwd: string): CommandFailure {
  const word = filmWord(cwd, folder)
  return new CommandFailure('usage', `${word} holds another film than this command makes. It was left alone.`, {
    advice: ['Name another place with --keep FOLDER or -o FILE, or go on with that film:', `seamline status ${word}`],
  })
}

/** Puts the film in place, or goes on with the one that the same command made before: clips are never paid for twice. */
async function layFilm(film: QuietFilm, made: Made, tools: Tools): Promise<void> {
  const { session } = film
  const wanted = await wantedFilm(film, made, tools)
  if (session.document.track.clipIds.length === 0) await edit(session, 'Make film', wanted)
  else if (!sameFilm(session.document, wanted)) throw otherFilm(session.paths.folder, tools.cwd)
  else tools.output.note(`Going on with ${filmWord(tools.cwd, session.paths.folder)}.`)
}

async function prepare(folder: string, made: Made, tools: Tools): Promise<void> {
  if (existsSync(folder)) {
    await withQuietFilm(tools, folder, (film) => layFilm(film, made, tools))
    return
  }
  const title = made.options.title ?? titleOf(folder)
  const film = await tools.studio.createQuietly({ folder, title, budget: tools.studio.window.newFilmBudget })
  try {
    await layFilm(film, made, tools)
  } finally {
    await film.close()
  }
}

function readMade(
  given: ShotOptions & FilmOptions & LengthOptions & { readonly ref: readonly string[] },
  files: readonly string[],
  prompts: readonly string[],
  { cwd, studio }: Tools,
): Made {
  const model = chooseModel(given.model, studio.settings.model?.text ?? null, null)
  return {
    files,
    prompts,
    music: given.music === null ? null : path.resolve(cwd, given.music),
    look: readShotLook(given, model),
    options: given,
    references: readReferences(given.ref),
  }
}

async function generateAll(
  folder: string,
  given: Parameters<typeof readConsent>[0] & Parameters<typeof readWait>[0],
  tools: Tools,
): Promise<void> {
  const watch = createJobWatch(tools.output)
  await withWorkingFilm(tools, folder, watch.listener, async (film) => {
    const { shotIds, unsettled } = selectShots(reportedFilm(film), everything)
    const attempts = new Set<string>([
      ...shotIds,
      ...openJobs(film.generation).map(({ shotId }) => shotId),
      ...unsettled.map(({ id }) => id),
    ])
    const consent = readConsent(given)
    await generateShots(
      film,
      watch,
      { shotIds, consent, again: 'the same command with', patience: readWait(given) },
      tools,
    )
    const failure = outcomeOf(reportedFilm(film), attempts, tools)
    if (failure) throw failure
  })
}

export const makeCommand = defineCommand({
  name: 'make',
  summary: 'a film from pictures and prompts in one command',
  about: [
    'Makes a film in one go: a shot for each picture or prompt, their clips, and one MP4. Without --model (and without ' +
      'RUNWAY_MODEL) it is rehearsed, which is free and local. What costs something shows its bill first and is only sent ' +
      'with --yes and --max-cost.',
    'The film itself is kept beside the MP4 (film.mp4: film.seamline), or in the folder --keep names: clips that were paid for ' +
      'are never thrown away. The same command again goes on with it and pays for nothing twice; other commands and the ' +
      'window open it.',
    'Pictures and prompts are paired in their order. With fewer prompts than pictures the last one repeats; prompts that are ' +
      'left over become shots without a picture.',
    'With --length one picture becomes a long take: as many shots as the model needs for so many seconds, or the least above ' +
      'that it can make, each from the last frame of the one before. Prompts go to the shots in their order.',
  ],
  words: [],
  options: {
    image: {
      type: 'text',
      short: 'i',
      value: 'PICTURE',
      help: "pictures, or patterns in quotes: 'refs/*.jpg'",
      count: 'greedy',
    },
    prompt: { type: 'text', short: 'p', value: 'TEXT', help: 'what happens, one prompt a shot', count: 'greedy' },
    output: { type: 'text', short: 'o', value: 'FILE', help: 'the film to write; film.mp4 when left out' },
    keep: { type: 'text', value: 'FOLDER', help: 'where the film’s folder is kept' },
    yes: { type: 'flag', short: 'y', help: 'agree to the bill, up to --max-cost' },
    'max-cost': { type: 'text', value: 'DOLLARS', help: 'the most this may cost; needed with --yes' },
    'no-mark': { type: 'flag', help: 'no mark on rehearsed shots' },
    ...waitOptions,
    ...lengthOptions,
    ...shotOptions,
    ...filmOptions,
    ...referenceOptions,
  },
  examples: [
    ['seamline make -i \'refs/*.jpg\' -p "slow push in" "pan left over the roofs" -o film.mp4', 'rehearsed: free'],
    [
      'seamline make -i \'refs/*.jpg\' -p "..." "..." --model veo3.1_fast --duration 6 --chain -o film.mp4',
      'shows the bill of a paid film',
    ],
    [
      'seamline make -i pier.jpg --length 30 -p "pan right along the pier" "continue" -o pier.mp4',
      '30 seconds from one picture, rehearsed',
    ],
    [
      'seamline make -i a.jpg b.jpg -p "..." --model gen4_turbo --yes --max-cost 1.00 --music tide.mp3 --dissolve 12 -o film.mp4',
      'a paid film with music, for at most $1.00',
    ],
  ],
  json: ['path', 'frames', 'seconds', 'bytes', 'method', 'elapsedSeconds', 'folder'],
  run: async (_, given, tools) => {
    // What was typed wrong is said before anything is made.
    readConsent(given)
    readWait(given)
    readReferences(given.ref)
    const files = await expandPatterns(tools.cwd, given.image)
    checkLength(given, files.length)
    if (files.length + given.prompt.length === 0) {
      throw new CommandFailure(
        'usage',
        'There is nothing to make a film of: name pictures (-i), prompts (-p), or both.',
      )
    }
    const target = path.resolve(tools.cwd, given.output ?? 'film.mp4')
    const folder = folderFor(target, given.keep, tools.cwd)
    await prepare(folder, readMade(given, files, given.prompt, tools), tools)
    await generateAll(folder, given, tools)
    return withQuietFilm(tools, folder, async (film) => {
      const wish = { target, standIns: false, rehearsalMark: !given['no-mark'] }
      const report = await exportFilm(film, wish, tools)
      const kept = filmWord(tools.cwd, folder)
      return {
        lines: [...exportLines(report), `Kept: ${kept} (more: seamline status ${kept})`],
        report: { ...report, folder },
      }
    })
  },
})
