import { cancelUnsent } from '../../main/engine/cancel-unsent'
import { defineCommand } from '../command'
import { filmFolder, filmWord, withQuietFilm } from '../films'

export const cancelCommand = defineCommand({
  name: 'cancel',
  summary: 'take back what was agreed to and not sent yet',
  about: [
    'Takes back shots that were agreed to and still wait to be sent: nothing is paid for them. What is with the provider ' +
      'already goes on and is collected by "status --collect"; the window can ask the provider to stop it.',
  ],
  words: [{ name: 'FILM', help: 'the film’s folder; ".seamline" may be left out' }],
  options: {},
  examples: [['seamline cancel harbour', 'after Ctrl-C, when the rest is no longer wanted']],
  json: ['folder', 'cancelled: [job id]'],
  run: async ([word = ''], _, tools) =>
    withQuietFilm(tools, filmFolder(tools.cwd, word), async ({ session }) => {
      const cancelled = await cancelUnsent(tools.studio.appData, session.document.settings.projectId)
      const words = `Took back ${cancelled.length} ${cancelled.length === 1 ? 'shot' : 'shots'}.`
      return {
        lines: [
          cancelled.length === 0 ? 'Nothing waited to be sent.' : words,
          `How it stands: seamline status ${filmWord(tools.cwd, session.paths.folder)}`,
        ],
        report: { folder: session.paths.folder, cancelled },
      }
    }),
})
