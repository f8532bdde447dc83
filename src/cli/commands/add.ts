import { addShots } from '../add-shots'
import { defineCommand } from '../command'
import { CommandFailure } from '../command-failure'
import { expandPatterns } from '../expand-patterns'
import { filmFolder, withQuietFilm } from '../films'
import { importNamedPictures } from '../import-files'
import { checkLength, lengthOptions } from '../long-take'
import { readReferences, referenceOptions } from '../references'
import { shotOptions } from '../shot-options'

export const addCommand = defineCommand({
  name: 'add',
  summary: 'add shots to a film',
  about: [
    'Adds shots at the end of a film: one for each picture, which the shot starts from. Prompts go to the pictures in ' +
      'their order; the last one repeats when there are fewer. A prompt without a picture makes a shot from words alone, ' +
      'for models that can.',
    'Rehearsal reads camera words in the prompt: push in, pull back, zoom, pan, tilt, truck, crane, orbit, roll, handheld, ' +
      'hold; with times and order: "hold 2 seconds, then pan right over 3".',
  ],
  words: [
    { name: 'FILM', help: 'the film’s folder; ".seamline" may be left out' },
    { name: 'PICTURE', help: "pictures, or patterns in quotes: 'refs/*.jpg'", count: 'many' },
  ],
  options: {
    prompt: {
      type: 'text',
      short: 'p',
      value: 'TEXT',
      help: 'what happens in the shot; several make several shots',
      count: 'greedy',
    },
    ...lengthOptions,
    ...shotOptions,
    ...referenceOptions,
  },
  examples: [
    ['seamline add harbour pier.jpg -p "slow push in, gulls over the water"', 'a shot from a picture'],
    ['seamline add harbour -p "the sea at night, a lighthouse turns"', 'a shot from words alone'],
    ['seamline add harbour pier.jpg --length 30 -p "pan right" "continue"', 'one long take of 30 seconds'],
    ['seamline add harbour -p "the boat leaves" --chain --dissolve 12', 'a shot that goes on from the one before'],
    ['seamline add harbour --ref mara=mara.jpg -p "@mara waits on the pier" -m seedance2', 'a shot with a reference'],
  ],
  json: ['folder', 'added: [{id, number, name}]', 'model', 'notes'],
  run: async ([word = '', ...patterns], given, tools) => {
    const folder = filmFolder(tools.cwd, word)
    const files = await expandPatterns(tools.cwd, patterns)
    checkLength(given, files.length)
    const references = readReferences(given.ref)
    const content = files.length + given.prompt.length + references.length
    if (content === 0 && given.music === null && given.length === null) {
      throw new CommandFailure('usage', 'There is nothing to add: name a picture, give a prompt (-p "..."), or both.')
    }
    return withQuietFilm(tools, folder, async (film) => {
      const pictures = await importNamedPictures(film.media, files, tools.signal)
      return addShots(film, { pictures, prompts: given.prompt, references }, given, tools)
    })
  },
})
