import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { jobRecordSchema } from '../../../shared/jobs/job-record'
import { timingsOf, typicalTimes, type Timing, type TypicalTimes } from '../../../shared/jobs/typical-times'
import { readJournal } from '../project/journal'

async function journalsIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.ndjson'))
  } catch {
    // Nothing was made on this computer yet, or it can't be looked up: there is nothing to tell.
    return []
  }
}

async function timingsIn(path: string): Promise<readonly Timing[]> {
  try {
    return timingsOf((await readJournal({ path, schema: jobRecordSchema }))?.records ?? [])
  } catch {
    // A list that can't be read is told of where its film is opened; times are measured by the others.
    return []
  }
}

/** How long clips of each model took that were made on this computer, whatever film they are of. Never rejects. */
export async function measuredTimes(appData: string): Promise<TypicalTimes> {
  const folder = join(appData, 'jobs')
  const timings: Timing[] = []
  for (const name of await journalsIn(folder)) timings.push(...(await timingsIn(join(folder, name))))
  return typicalTimes(timings)
}
