import { join } from 'node:path'
import type { AttemptId, ProjectId } from '../../shared/ids'
import { openGenerationJournal } from './generation/generation-journal'

/**
 * Takes back, in the journal alone, what was agreed to and not sent yet, so that nothing can be sent meanwhile. To be
 * called by who holds the film's lock and has not opened its generations. Rejects with ExpectedError.
 */
export async function cancelUnsent(appData: string, projectId: ProjectId): Promise<readonly AttemptId[]> {
  const journal = await openGenerationJournal(join(appData, 'jobs'), projectId, () => new Date())
  try {
    const cancelled: AttemptId[] = []
    // A set may lose what was visited already while it is walked through.
    for (const attemptId of journal.book.open) {
      const state = journal.book.jobs.get(attemptId)?.state
      if (state !== 'approved' && state !== 'intent') continue
      if (await journal.append({ kind: 'cancelled', at: new Date().toISOString(), attemptId }))
        cancelled.push(attemptId)
    }
    return cancelled
  } finally {
    await journal.close()
  }
}
