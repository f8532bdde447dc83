import type { LongTake } from '../../../shared/continuity/long-take'
import type { Prices } from '../../../shared/models/prices'
import { shortWords } from '../../../shared/models/money'
import type { FilmDocument, Shot } from '../../../shared/project/document'
import { amountWords, shotCount, type Estimate } from '../../state/estimate'
import { problemWords } from '../../state/problem-words'
import { priceOfShot } from '../../state/shot-price'
import styles from './LongTake.module.css'

interface LongTakePartsProps {
  readonly film: FilmDocument
  readonly take: LongTake
  /** The shots they would be, in the same order. */
  readonly shots: readonly Shot[]
  readonly prices: Prices
}

/** The parts of a long take as they would be, with the price of each. */
export function LongTakeParts({ film, take, shots, prices }: LongTakePartsProps) {
  return (
    // What scrolls can be reached by the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['parts']} role="region" aria-label="The parts" tabIndex={0}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col" aria-label="Number">
              #
            </th>
            <th scope="col">Prompt</th>
            <th scope="col" className={styles['number']}>
              Seconds
            </th>
            <th scope="col" className={styles['number']}>
              Price
            </th>
          </tr>
        </thead>
        <tbody>
          {take.parts.map((part, index) => {
            const shot = shots[index]
            return (
              <tr key={shot?.id ?? index} data-repeats={part.repeats}>
                <td>{index + 1}</td>
                <td className={styles['prompt']} title={part.prompt}>
                  {part.repeats && <span className={styles['tag']}>repeats</span>}
                  {part.prompt === '' ? <span className={styles['quiet']}>no prompt</span> : part.prompt}
                </td>
                <td className={styles['number']}>{part.seconds}</td>
                <td className={styles['number']}>
                  {shot && shortWords(shot.provider, priceOfShot(film, shot, prices))}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** What all parts come to: how many, how long, for how much, and what keeps one from being generated. */
export function LongTakeSum({
  take,
  ask,
  shots,
}: {
  readonly take: LongTake
  readonly ask: Estimate
  readonly shots: readonly Shot[]
}) {
  const problems = new Set(
    ask.leftOut.flatMap(({ shotId, problems: found }) => {
      const shot = shots.find(({ id }) => id === shotId)
      // A part that waits for one that can't be made is no problem of its own.
      return found.filter((one) => one !== 'upstreamMissing').map((one) => problemWords(one, shot))
    }),
  )
  return (
    <p className={styles['sum']} role="status">
      <strong>
        {shotCount(take.parts.length)}, {take.seconds} s,{' '}
        {ask.leftOut.length === 0 ? amountWords(ask.amounts) : 'not ready'}.
      </strong>{' '}
      {[...problems].join(' ')}
    </p>
  )
}
