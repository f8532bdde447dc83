import type { AttemptId } from '../../shared/ids'
import { ExpectedError } from '../../shared/ipc/app-error'
import { settlementSchema, type Settlement } from '../../shared/ipc/generation-view'
import type { Job } from '../../shared/jobs/job'
import { defineCommand } from '../command'
import { CommandFailure } from '../command-failure'
import { filmReport } from '../film-report'
import { filmFolder, filmWord, withWorkingFilm } from '../films'
import { refuseWithoutAccount, reportedFilm } from '../generate-film'
import { createJobWatch } from '../watch-jobs'

interface Exits {
  readonly task: string | null
  readonly charged: boolean
  readonly 'not-charged': boolean
  readonly 'fetch-again': boolean
}

function readSettlement(given: Exits): Settlement {
  const ways: Settlement[] = []
  if (given.task !== null) ways.push({ how: 'task', taskId: given.task })
  if (given.charged) ways.push({ how: 'dismiss', charged: 'yes' })
  if (given['not-charged']) ways.push({ how: 'dismiss', charged: 'no' })
  if (given['fetch-again']) ways.push({ how: 'fetchAgain' })
  const [way] = ways
  if (!way || ways.length > 1)
    throw new CommandFailure('usage', 'Say one of --task ID, --charged, --not-charged, --fetch-again.')
  const parsed = settlementSchema.safeParse(way)
  if (parsed.success) return parsed.data
  throw new CommandFailure('usage', '--task: a task id has letters, digits and dashes.')
}

function findJob(jobs: readonly Job[], word: string): AttemptId {
  const found = jobs.filter(({ attemptId }) => attemptId === word || (word.length >= 4 && attemptId.startsWith(word)))
  const [job] = found
  if (job && found.length === 1) return job.attemptId
  const open = jobs.filter(({ state }) => state === 'unknown').map(({ attemptId, title }) => `${attemptId}  ${title}`)
  throw new CommandFailure('usage', `There is no job ${word} in this film.`, {
    advice: open.length > 0 ? ['To settle:', ...open] : ['Nothing waits to be settled.'],
  })
}

export const settleCommand = defineCommand({
  name: 'settle',
  summary: 'say what became of a request whose answer was lost',
  about: [
    'When the answer to a paid request is lost, nobody knows whether it was charged. It is never sent again by itself, and ' +
      'its money stays reserved until you say what you found in the provider’s own list of tasks.',
    '"seamline status FILM" lists such jobs.',
  ],
  words: [
    { name: 'FILM', help: 'the film’s folder; ".seamline" may be left out' },
    { name: 'JOB', help: 'the job’s id, or its beginning' },
  ],
  options: {
    task: { type: 'text', value: 'ID', help: 'the task is there: collect its clip' },
    charged: { type: 'flag', help: 'it was paid, and there is no clip' },
    'not-charged': { type: 'flag', help: 'it was never made: nothing was paid' },
    'fetch-again': { type: 'flag', help: 'its clip could not be brought here whole: try once more' },
  },
  examples: [
    [
      'seamline settle harbour 3f2a --task 17f20503-6c24-4c16-946b-35dbbce2af2f',
      'found in the list: its clip is collected next',
    ],
    ['seamline settle harbour 3f2a --not-charged', 'not in the list'],
  ],
  json: ['film', 'shots', 'jobs', 'ledger'],
  run: async ([word = '', jobWord = ''], given, tools) => {
    const settlement = readSettlement(given)
    const watch = createJobWatch(tools.output)
    return withWorkingFilm(tools, filmFolder(tools.cwd, word), watch.listener, async (film) => {
      const attemptId = findJob(film.generation.jobs, jobWord)
      const providers = film.generation.jobs.filter((job) => job.attemptId === attemptId).map((job) => job.provider)
      if (settlement.how !== 'dismiss') await refuseWithoutAccount(tools, providers, 'Nothing was changed.')
      try {
        await film.generation.settle(attemptId, settlement)
      } catch (error) {
        if (error instanceof ExpectedError && error.kind === 'conflict')
          throw new CommandFailure('usage', error.message)
        throw error
      }
      const shown = filmWord(tools.cwd, film.session.paths.folder)
      const next = settlement.how === 'dismiss' ? [] : [`Next: seamline status ${shown} --collect`]
      return { lines: ['Settled.', ...next], report: filmReport(reportedFilm(film)) }
    })
  },
})
