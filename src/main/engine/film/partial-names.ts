import { createHash, randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { processStart, processState } from '../project/process-state'

/** A folder may be shared between machines, and process numbers mean nothing on another one. */
function machineMark(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8)
}

const pattern = /^\.seamline-([0-9a-f]{8})-(\d{1,10})-(\d{1,20})-[0-9a-f]{12}\.partial$/

/** A new hidden name for something unfinished. It tells which process owns it, so that a later one knows what is stale. */
export async function partialName(): Promise<string> {
  const started = (await processStart(process.pid)) ?? '0'
  return `.seamline-${machineMark()}-${process.pid}-${started}-${randomBytes(6).toString('hex')}.partial`
}

/** Whether a name is that of something unfinished whose process on this machine has ended. */
export async function isStalePartial(name: string): Promise<boolean> {
  const match = pattern.exec(name)
  if (!match || match[1] !== machineMark()) return false
  const started = match[3] === '0' ? null : (match[3] ?? null)
  return (await processState(Number(match[2]), started)) === 'dead'
}
