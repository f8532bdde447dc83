import type { FilmLook } from '../../main/engine/look-at-film'
import { isSettled } from '../../shared/jobs/job'
import { defineCommand, type Answer, type Tools } from '../command'
import { filmLines, filmReport, unknownAdvice, unknownJobs, type ReportedFilm } from '../film-report'
import { filmFolder, filmWord, withWorkingFilm } from '../films'
import { collect, outcomeOf, readWait, reportedFilm, waitOptions } from '../generate-film'
import { createJobWatch, openJobs } from '../watch-jobs'

function lookHints({ holder, unsaved }: FilmLook, word: string): readonly string[] {
  if (holder !== null) {
    return unsaved ? [holder, `${unsaved.edits} edits are not saved there yet and not shown here.`] : [holder]
  }
  if (!unsaved) return []
  const words = `${unsaved.edits} unsaved edits of a Seamline that ended badly wait for a choice`
  return [`${words}: seamline recover ${word} --edits or --saved`]
}

function jobHints(film: ReportedFilm, word: string): readonly string[] {
  const open = film.jobs.filter(({ state }) => !isSettled(state)).length
  const words = `${open} ${open === 1 ? 'shot is' : 'shots are'} not collected yet: seamline status ${word} --collect`
  return [...(open > 0 ? [words] : []), ...unknownAdvice(unknownJobs(film), word)]
}

async function showLook({ cwd, output, studio }: Tools, folder: string): Promise<Answer> {
  const look = await studio.look(folder)
  for (const notice of look.notices) output.note(notice)
  const film: ReportedFilm = { ...look, folder: look.paths.folder }
  const word = filmWord(cwd, film.folder)
  return {
    lines: [...filmLines(film), ...lookHints(look, word), ...jobHints(film, word)],
    report: { ...filmReport(film), openIn: look.holder, unsaved: look.unsaved },
  }
}

export const statusCommand = defineCommand({
  name: 'status',
  summary: 'how a film stands: shots, clips, jobs, money',
  about: [
    'Shows a film’s shots and how each stands, what is being generated, and what was charged. Nothing is locked or changed, ' +
      'so it works while the film is open in the window.',
    'With --collect the film is opened, and whatever was sent is waited for and brought in.',
  ],
  words: [{ name: 'FILM', help: 'the film’s folder; ".seamline" may be left out' }],
  options: { collect: { type: 'flag', help: 'wait for what was sent, and bring the clips in' }, ...waitOptions },
  examples: [
    ['seamline status harbour', 'a look at it'],
    ['seamline status harbour --collect', 'after Ctrl-C, a crash, or a lost connection'],
    ['seamline status harbour --json', 'for a script'],
  ],
  json: [
    'film: {folder, id, title, size, rate, frames, budget}',
    'shots: [{number, id, name, prompt, provider, model, seconds, ratio, state, reason, takes, job}]',
    'jobs: [{id, shot, state, settled, provider, model, task, reason, code, charged, approvedDollars, chargedDollars}]',
    'ledger: {charged, reserved, refunded, unknown} in dollars',
    'openIn',
    'unsaved: {edits, lastEditAt}',
  ],
  run: async ([word = ''], given, tools) => {
    const folder = filmFolder(tools.cwd, word)
    const patience = readWait(given)
    if (!given.collect) return showLook(tools, folder)
    const watch = createJobWatch(tools.output)
    return withWorkingFilm(tools, folder, watch.listener, async (film) => {
      const waiting = new Set<string>(openJobs(film.generation).map(({ shotId }) => shotId))
      await collect(film, watch, tools, patience)
      const after = reportedFilm(film)
      const failure = outcomeOf(after, waiting, tools)
      if (failure) throw failure
      const shown = filmWord(tools.cwd, film.session.paths.folder)
      return {
        lines: [...filmLines(after), ...jobHints(after, shown)],
        report: { ...filmReport(after), openIn: null, unsaved: null },
      }
    })
  },
})
