import type { Quote } from '../../shared/models/quote'
import styles from './Bill.module.css'
import { balancesOf } from './bill-rows'

/** What the accounts and the film's budget hold before and after. */
export function Balances({ quote }: { readonly quote: Quote }) {
  const balances = balancesOf(quote)
  if (balances.length === 0) return null
  return (
    <table className={styles['balances']}>
      <thead>
        <tr>
          <th scope="col">
            <span className={styles['spoken']}>Paid from</span>
          </th>
          <th scope="col" className={styles['number']}>
            Now
          </th>
          <th scope="col" className={styles['number']}>
            This bill
          </th>
          <th scope="col" className={styles['number']}>
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {balances.map(({ label, before, change, after, short }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className={styles['number']}>{before}</td>
            <td className={styles['number']}>{change}</td>
            <td className={styles['number']} data-short={short || undefined}>
              {after}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
