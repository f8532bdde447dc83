import type { Job } from '../../shared/jobs/job'
import { unitWords } from '../../shared/models/money'

/** What the account held when it was asked, in micro-units. */
export interface Balance {
  readonly amount: number
  readonly at: string
}

/**
 * What the account's balance says about a request whose answer was lost: evidence in words, never a verdict. `now` is
 * null while nobody knows; `sentSince`: other jobs that were sent to the account after this one.
 */
export function balanceWords(job: Job, now: Balance | null, sentSince: number): string {
  if (job.balanceBefore === null) return 'The balance before it was sent is not known, so the two can’t be compared.'
  if (now === null || job.sentAt === null) return 'The balance now is not known: check it to compare.'
  if (now.at <= job.sentAt) return 'The balance was read before it was sent: check it again to compare.'
  const less = job.balanceBefore - now.amount
  if (less === 0) return 'The balance has not changed. That speaks against a charge.'
  const difference = unitWords(job.provider, Math.abs(less))
  if (less < 0) return `${difference} more than before: credits came in meanwhile, so the balance proves nothing.`
  const others = sentSince === 1 ? 'One other shot was' : `${sentSince} other shots were`
  if (sentSince > 0)
    return `${difference} less than before. ${others} sent since, so look at the tasks at the provider.`
  if (less === job.price) return `${difference} less than before, which is the price. That speaks for a charge.`
  return `${difference} less than before, which is not the price: something else was charged too.`
}
