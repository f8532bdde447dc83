import electronLog from 'electron-log/node'
import path from 'node:path'

/** The log file in the app's data folder. Whatever is written, no prompt, key or signed link gets into it. */
export interface Log {
  readonly write: (message: string) => void
}

const largestLog = 2_000_000

/** Writes what `redact` leaves to `<appData>/logs/seamline.log`, one older file kept. */
export function createLog(appData: string, redact: (text: string) => string): Log {
  const logger = electronLog.create({ logId: 'seamline' })
  logger.transports.console.level = false
  logger.transports.file.resolvePathFn = () => path.join(appData, 'logs', 'seamline.log')
  logger.transports.file.maxSize = largestLog
  return { write: (message) => logger.info(redact(message)) }
}
