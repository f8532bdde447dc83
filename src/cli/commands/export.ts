import path from 'node:path'
import { defineCommand } from '../command'
import { exportFilm, exportLines } from '../export-film'
import { filmFolder, withQuietFilm } from '../films'

export const exportCommand = defineCommand({
  name: 'export',
  summary: 'write the film to one MP4 file',
  about: [
    'Writes cuts, dissolves and music to one file. Clips that agree with the film are copied as they are. The file appears ' +
      'when it is whole and checked; an older one is replaced only then. Nothing is sent or generated.',
    'Rehearsed shots carry a mark, so that nobody takes them for the real ones; --no-mark leaves it out.',
  ],
  words: [{ name: 'FILM', help: 'the film’s folder; ".seamline" may be left out' }],
  options: {
    output: { type: 'text', short: 'o', value: 'FILE', help: 'where to; else into the film’s own folder "exports"' },
    'stand-ins': { type: 'flag', help: 'let pictures and cards stand in for shots without a clip' },
    'no-mark': { type: 'flag', help: 'no mark on rehearsed shots' },
  },
  examples: [
    ['seamline export harbour -o harbour.mp4', 'the finished film'],
    ['seamline export harbour --stand-ins -o animatic.mp4', 'before anything is generated'],
  ],
  json: ['path', 'frames', 'seconds', 'bytes', 'method', 'elapsedSeconds'],
  run: async ([word = ''], given, tools) =>
    withQuietFilm(tools, filmFolder(tools.cwd, word), async (film) => {
      const target = given.output === null ? null : path.resolve(tools.cwd, given.output)
      const wish = { target, standIns: given['stand-ins'], rehearsalMark: !given['no-mark'] }
      const report = await exportFilm(film, wish, tools)
      return { lines: exportLines(report), report: { ...report } }
    }),
})
