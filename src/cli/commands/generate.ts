import type { OpenFilm } from '../../main/engine/open-film'
import { readConsent } from '../bill'
import { defineCommand, type Tools } from '../command'
import { CommandFailure } from '../command-failure'
import { filmLines, filmReport, unknownAdvice, unknownJobs } from '../film-report'
import { filmFolder, filmWord, withWorkingFilm } from '../films'
import { generateShots, outcomeOf, readWait, reportedFilm, waitOptions } from '../generate-film'
import { selectOptions, selectShots, type SelectOptions } from '../select-shots'
import { createJobWatch, openJobs } from '../watch-jobs'

/** How the same shots are asked for again, as it is typed. */
function againWords(word: string, { shots, changed, all }: SelectOptions): string {
  const which = `${shots === null ? '' : ` --shots ${shots}`}${changed ? ' --changed' : ''}${all ? ' --all' : ''}`
  return `seamline generate ${word}${which}`
}

function refuseUnsettled(film: OpenFilm, names: readonly string[], tools: Tools): void {
  if (names.length === 0) return
  const word = filmWord(tools.cwd, film.session.paths.folder)
  throw new CommandFailure(
    'notGenerated',
    `Nobody knows whether ${names.join(' and ')} ${names.length === 1 ? 'was' : 'were'} charged before. To generate again could pay twice, so it was left out.`,
    {
      advice: [
        ...unknownAdvice(unknownJobs(film.generation), word),
        'To generate it again all the same, name it with --shots.',
      ],
      report: filmReport(reportedFilm(film)),
    },
  )
}

export const generateCommand = defineCommand({
  name: 'generate',
  summary: 'make the clips, after showing the bill',
  about: [
    'Generates the shots that have no clip (or those you name), shows how they go on, and ends when all have come to their ' +
      'end. Rehearsal is free and asks nothing. What costs something is only sent with --yes and --max-cost, and only when ' +
      'the whole bill is not above it; otherwise the bill is shown and the exit code is 3.',
    'Ctrl-C stops waiting; what is with the provider goes on there and is collected by "status --collect", by the next ' +
      '"generate", or by the window. A second Ctrl-C quits at once, and nothing is lost either. Nothing is ever sent twice ' +
      'by itself: when an answer is lost, the exit code is 4 and "settle" names the ways out.',
  ],
  words: [{ name: 'FILM', help: 'the film’s folder; ".seamline" may be left out' }],
  options: {
    yes: { type: 'flag', short: 'y', help: 'agree to the bill, up to --max-cost' },
    'max-cost': { type: 'text', value: 'DOLLARS', help: 'the most this may cost, such as 2.50; needed with --yes' },
    ...selectOptions,
    ...waitOptions,
  },
  examples: [
    ['seamline generate harbour', 'rehearse it, or see the bill'],
    ['seamline generate harbour --yes --max-cost 2.50', 'agree to at most $2.50'],
    ['seamline generate harbour --shots 3 --yes --max-cost 1', 'another clip of shot 3'],
  ],
  json: [
    'film',
    'shots: [{number, id, name, state, reason, takes, job, ...}]',
    'jobs',
    'ledger: {charged, reserved, refunded, unknown} in dollars',
  ],
  run: async ([word = ''], given, tools) => {
    const [consent, patience] = [readConsent(given), readWait(given)]
    const folder = filmFolder(tools.cwd, word)
    const watch = createJobWatch(tools.output)
    return withWorkingFilm(tools, folder, watch.listener, async (film) => {
      const shown = filmWord(tools.cwd, film.session.paths.folder)
      const before = reportedFilm(film)
      const { shotIds, unsettled } = selectShots(before, given)
      const waiting = openJobs(film.generation).map(({ shotId }) => shotId)
      if (waiting.length > 0)
        tools.output.note(`${waiting.length} ${waiting.length === 1 ? 'shot goes' : 'shots go'} on from before.`)
      await generateShots(film, watch, { shotIds, consent, again: againWords(shown, given), patience }, tools)
      const after = reportedFilm(film)
      const failure = outcomeOf(after, new Set([...waiting, ...shotIds]), tools)
      if (failure) throw failure
      refuseUnsettled(
        film,
        unsettled.map(({ name }) => `“${name}”`),
        tools,
      )
      const whole = [...after.document.shots.keys()].every((id) => after.takes.byShot.has(id))
      const next = whole ? [`Next: seamline export ${shown}`] : []
      return { lines: [...filmLines(after), ...next], report: filmReport(after) }
    })
  },
})
