import { quoteLook } from '../../main/engine/look-at-film'
import { billLines, billReport, isReady } from '../bill'
import { defineCommand } from '../command'
import { filmFolder, filmWord, refuseUnrecovered } from '../films'
import { numberedShots, selectOptions, selectShots } from '../select-shots'

export const planCommand = defineCommand({
  name: 'plan',
  summary: 'show the bill: what generating would cost',
  about: [
    'Shows what "generate" would send and what it costs: shots, model, seconds, credits and money, the total, the ' +
      'account’s balance when there is a key, the film’s budget, and everything that keeps it from being sent. Nothing is ' +
      'sent or changed, and the film may be open in the window meanwhile.',
    'Without options these are the shots that have no clip yet.',
  ],
  words: [{ name: 'FILM', help: 'the film’s folder; ".seamline" may be left out' }],
  options: selectOptions,
  examples: [
    ['seamline plan harbour', 'everything that has no clip'],
    ['seamline plan harbour --shots 2,4-6', 'these shots, whether they have a clip or not'],
    ['seamline plan harbour --json', 'for a script: "dollars" and "ready"'],
  ],
  json: [
    'shots: [{number, id, name, provider, model, seconds, units, dollars, problems}]',
    'totals',
    'dollars',
    'budget: {limit, used, after}',
    'issues: [{code, message, blocking, shot}]',
    'ready',
    'going',
    'unsettled',
  ],
  run: async ([word = ''], given, { cwd, output, studio }) => {
    const film = await studio.look(filmFolder(cwd, word))
    const shown = filmWord(cwd, film.paths.folder)
    refuseUnrecovered(film, shown)
    for (const notice of film.notices) output.note(notice)
    if (film.holder !== null) output.note(`${film.holder} What is not saved there is not on this bill.`)
    const { shotIds, going, unsettled } = selectShots(film, given)
    const { accounts, prices } = studio
    const quote = await quoteLook(film, shotIds, { accounts: accounts.all, prices })
    for (const { provider } of quote.totals) {
      const unusable = studio.keyProblem(provider)
      if (unusable !== null) output.problem(unusable)
    }
    const numbers = numberedShots(film.document)
    const left = [
      ...going.map((shot) => `Shot ${numbers.get(shot.id)} “${shot.name}” is being generated already.`),
      ...unsettled.map(
        (shot) =>
          `Shot ${numbers.get(shot.id)} “${shot.name}” may have been charged already: settle it first (seamline status ${shown}).`,
      ),
    ]
    const next =
      shotIds.length > 0 && isReady(quote)
        ? [`Next: seamline generate ${shown}${quote.dollars === 0 ? '' : ' --yes --max-cost DOLLARS'}`]
        : []
    const empty = shotIds.length === 0 && left.length > 0
    return {
      lines: [...(empty ? [] : billLines(quote, film.document)), ...left, ...next],
      report: {
        folder: film.paths.folder,
        ...billReport(quote, film.document),
        going: going.map(({ id }) => id),
        unsettled: unsettled.map(({ id }) => id),
      },
    }
  },
})
