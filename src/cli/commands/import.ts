import { lstat, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { addShots } from '../add-shots'
import { defineCommand } from '../command'
import { CommandFailure } from '../command-failure'
import { filmFolder, withQuietFilm } from '../films'
import { importPictures } from '../import-files'
import { readPrompts } from '../prompts-file'
import { readReferences, referenceOptions } from '../references'
import { shotOptions } from '../shot-options'
import { expandDrop } from '../../main/engine/media/expand-drop'

const largestPromptsFile = 5_000_000

async function promptsOf(file: string): Promise<readonly string[]> {
  const found = await lstat(file).catch(() => null)
  if (!found?.isFile()) throw new CommandFailure('usage', `There is no prompts file at ${file}.`)
  if (found.size > largestPromptsFile) throw new CommandFailure('usage', 'A prompts file has at most 5 MB.')
  const prompts = readPrompts(await readFile(file, 'utf8'))
  if (prompts.length === 0) throw new CommandFailure('usage', `There is no prompt in ${path.basename(file)}.`)
  return prompts
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const found = await stat(folder).catch(() => null)
  if (!found?.isDirectory()) throw new CommandFailure('usage', `There is no folder at ${folder}.`)
  return expandDrop([folder])
}

export const importCommand = defineCommand({
  name: 'import',
  summary: 'add a folder of pictures with a file of prompts',
  about: [
    'Adds a shot for every picture of a folder, in natural order (shot 2 before shot 10). The prompts file has one prompt ' +
      'a line; blank lines and lines that begin with # are left out. With fewer prompts than pictures the last one ' +
      'repeats; prompts that are left over become shots without a picture. Both are said. Files that are no pictures are ' +
      'left out, and said too.',
  ],
  words: [
    { name: 'FILM', help: 'the film’s folder; ".seamline" may be left out' },
    { name: 'FOLDER', help: 'the folder with the pictures' },
  ],
  options: {
    prompts: { type: 'text', value: 'FILE', help: 'the prompts, one a line' },
    ...shotOptions,
    ...referenceOptions,
  },
  examples: [
    ['seamline import harbour refs --prompts prompts.txt', 'a storyboard, ready to rehearse'],
    ['seamline import harbour refs --prompts prompts.txt --model gen4_turbo --duration 5', 'the same for a paid model'],
  ],
  json: ['folder', 'added: [{id, number, name}]', 'refused: [{name, reason}]', 'model', 'notes'],
  run: async ([word = '', from = ''], given, tools) => {
    const references = readReferences(given.ref)
    const files = await filesIn(path.resolve(tools.cwd, from))
    const prompts = given.prompts === null ? [] : await promptsOf(path.resolve(tools.cwd, given.prompts))
    return withQuietFilm(tools, filmFolder(tools.cwd, word), async (film) => {
      // The prompts may lie among the pictures.
      const pictureFiles = files.filter(
        (file) => given.prompts === null || file !== path.resolve(tools.cwd, given.prompts),
      )
      const { pictures, refused } = await importPictures(film.media, pictureFiles, tools.signal)
      if (pictures.length === 0) throw new CommandFailure('usage', `There is no picture in ${from}.`)
      for (const { name, reason } of refused) tools.output.problem(`Left out ${name}: ${reason}`)
      const content = { pictures, prompts, references }
      const answer = await addShots(film, content, { ...given, length: null, same: false }, tools)
      return { ...answer, report: { ...answer.report, refused } }
    })
  },
})
