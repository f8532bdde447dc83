import { createHash, randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { JobRecord } from '../../../../shared/jobs/job-record'
import type { LedgerEntry } from '../../../../shared/jobs/ledger'
import { micro } from '../../../../shared/models/money'
import type { Shot } from '../../../../shared/project/document'
import { succeed } from '../../../../shared/result'
import { rate } from '../../../../shared/time/time'
import type { MediaLibrary } from '../../media/media-library'
import { shotId, withShots, type OpenStudio, type Studio } from './studio'

/** Two seconds of the dearer Gen-4: 24 credits. */
export const paidShot = { provider: 'runway', model: 'gen4.5', prompt: 'a harbour at dawn', seconds: 2 } as const
export const paidCredits = 24
export const one = shotId(1)
export const two = shotId(2)

/** Takes any bytes for a whole clip: for tests of everything but the clip. */
export const trusting: Partial<MediaLibrary> = {
  verifyClip: async (path) => {
    const bytes = await readFile(path)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const size = { width: 1280, height: 720 }
    return succeed({ sha256, bytes: bytes.length, frames: 48, rate: rate(24), size, hasAudio: false })
  },
}

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Writes a PNG of more bytes than a request may hold; what follows its one pixel is looked at by nobody. */
export async function largePicture(folder: string): Promise<string> {
  const path = join(folder, 'large.png')
  await writeFile(path, Buffer.concat([Buffer.from(onePixel, 'base64'), randomBytes(4_200_000)]))
  return path
}

/** Adds shots to a film, from the first number that is free. */
export function addShots(open: OpenStudio, ...list: readonly Partial<Shot>[]): void {
  const taken = open.session.document.shots.size
  const numbered = list.map((over, index) => ({ number: taken + index + 1, over }))
  open.edit('shots', (document) => withShots(document, numbered))
}

/** What stands in the job journal of a film, in order. */
export async function journalOf(studio: Studio, { session }: OpenStudio): Promise<readonly JobRecord[]> {
  const path = join(studio.appData, 'jobs', `${session.document.settings.projectId}.ndjson`)
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '')
  return lines.map((line) => (JSON.parse(line) as { record: JobRecord }).record)
}

export function countOf(records: readonly JobRecord[], kind: JobRecord['kind']): number {
  return records.filter((record) => record.kind === kind).length
}

/** Sums of a ledger in whole credits. */
export function creditsOf(
  ledger: readonly LedgerEntry[],
): Record<'reserved' | 'charged' | 'refunded' | 'unknown', number> {
  const sum = (column: 'reserved' | 'charged' | 'refunded' | 'unknown'): number =>
    ledger.reduce((total, entry) => total + entry[column], 0) / micro
  return { reserved: sum('reserved'), charged: sum('charged'), refunded: sum('refunded'), unknown: sum('unknown') }
}
