import { lstat, readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { z } from 'zod'
import { assert } from '../../../shared/assert'
import { keepCopy, syncFolder, writeDurably, writeFully } from './durable-write'
import { errorCode, fileProblem } from './file-problem'
import { diskFiles, type FileOperations, type OpenFile } from './file-operations'
import { journalLine, readJournalBytes, type JournalContent } from './journal-text'
import { corruptName } from './set-aside'

/** An append-only list of records on disk: one JSON line each, checksummed. */
export interface Journal<Entry> {
  /** What it held when it was opened, in order. */
  readonly records: readonly Entry[]
  /** Where a damaged journal was put aside (its good lines were kept); null when it was readable. */
  readonly setAside: string | null
  /**
   * Durable when resolved. Rejects with ExpectedError (`diskFull`, `fileProblem`) and then the record is not in the
   * journal; a later append may succeed.
   */
  append(record: Entry): Promise<void>
  /** Like `append`, all or none unless the process dies meanwhile. */
  appendAll(records: readonly Entry[]): Promise<void>
  /** Replaces everything; after a crash it is the old journal or the new one. */
  replaceAll(records: readonly Entry[]): Promise<void>
  /** Waits for what was begun and closes the file. */
  close(): Promise<void>
}

export interface JournalOptions<Entry> {
  readonly path: string
  readonly schema: z.ZodType<Entry>
  readonly files?: FileOperations
  readonly now?: () => Date
  /** A longer journal is not read but set aside. Bytes. */
  readonly maximumBytes?: number
}

const defaultMaximumBytes = 256 * 1024 * 1024
const nothing = { records: [], goodBytes: 0, newlineMissing: false } as const

/** Reads a journal without touching it; null when there is none. */
export async function readJournal<Entry>(options: JournalOptions<Entry>): Promise<JournalContent<Entry> | null> {
  try {
    const found = await lstat(options.path)
    const readable = found.isFile() && found.size <= (options.maximumBytes ?? defaultMaximumBytes)
    if (!readable) return { ...nothing, state: 'damaged' }
    return readJournalBytes(await readFile(options.path), options.schema)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw fileProblem(error, `read ${basename(options.path)}`)
  }
}

interface Waiting {
  readonly kind: 'append' | 'replace'
  readonly text: string
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** Appends in the order of calls; what waits while the disk is busy goes down in one write and one flush. */
class JournalWriter {
  readonly #path: string
  readonly #files: FileOperations
  #file: OpenFile | null
  #length: number
  /** True when bytes beyond `#length` may be on disk and have to be cut first. */
  #dirty = false
  /** What a replacement that failed wanted to write: it may or may not have taken the old file's place. */
  #unsureReplacement: Buffer | null = null
  #closed = false
  #waiting: Waiting[] = []
  #draining: Promise<void> | null = null

  constructor(path: string, files: FileOperations, file: OpenFile, length: number) {
    this.#path = path
    this.#files = files
    this.#file = file
    this.#length = length
  }

  add(kind: Waiting['kind'], text: string): Promise<void> {
    assert(!this.#closed, 'the journal is open')
    return new Promise((resolve, reject) => {
      this.#waiting.push({ kind, text, resolve, reject })
      this.#draining ??= this.#drain()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    while (this.#draining) await this.#draining
    await this.#file?.close()
    this.#file = null
  }

  async #drain(): Promise<void> {
    // Lets calls of the same turn join the first write.
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      const batch = this.#nextBatch()
      try {
        const bytes = Buffer.from(batch.map((item) => item.text).join(''), 'utf8')
        await (batch[0]?.kind === 'replace' ? this.#replace(bytes) : this.#append(bytes))
        for (const item of batch) item.resolve()
      } catch (error) {
        const problem = fileProblem(error, `write ${basename(this.#path)}`)
        for (const item of batch) item.reject(problem)
      }
    }
    this.#draining = null
  }

  #nextBatch(): Waiting[] {
    const replaceAt = this.#waiting.findIndex((item) => item.kind === 'replace')
    if (replaceAt === -1) return this.#waiting.splice(0)
    return this.#waiting.splice(0, Math.max(1, replaceAt))
  }

  async #append(bytes: Uint8Array): Promise<void> {
    const file = (this.#file ??= await this.#reopen())
    if (this.#dirty) await this.#cut(file)
    this.#dirty = true
    try {
      await writeFully(file, bytes, this.#length)
      await file.sync()
    } catch (error) {
      // A refused record must not turn up after a restart; if cutting fails too, the next append cuts.
      await this.#cut(file).catch(() => undefined)
      throw error
    }
    this.#length += bytes.length
    this.#dirty = false
  }

  async #cut(file: OpenFile): Promise<void> {
    await file.truncate(this.#length)
    await file.sync()
    this.#dirty = false
  }

  async #reopen(): Promise<OpenFile> {
    const wanted = this.#unsureReplacement
    if (wanted && (await readFile(this.#path)).equals(wanted)) {
      this.#length = wanted.length
      this.#dirty = false
    }
    this.#unsureReplacement = null
    return this.#files.open(this.#path, 'r+')
  }

  async #replace(bytes: Buffer): Promise<void> {
    // Closed first: Windows does not rename over an open file.
    const file = this.#file
    this.#file = null
    await file?.close()
    this.#unsureReplacement = bytes
    await writeDurably(this.#path, bytes, { files: this.#files })
    this.#unsureReplacement = null
    this.#length = bytes.length
    this.#dirty = false
  }
}

async function openFile(path: string, files: FileOperations): Promise<OpenFile> {
  try {
    return await files.open(path, 'r+')
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    const file = await files.open(path, 'wx')
    await syncFolder(files, dirname(path))
    return file
  }
}

/** Puts a damaged journal aside under another name and leaves its good lines in its place. */
async function setDamagedAside(path: string, files: FileOperations, goodBytes: number, now: Date): Promise<string> {
  const aside = await corruptName(path, now)
  const found = await lstat(path)
  if (!found.isFile() || goodBytes === 0) {
    await files.rename(path, aside)
    return aside
  }
  const bytes = await readFile(path)
  await keepCopy(files, path, aside)
  await writeDurably(path, bytes.subarray(0, goodBytes), { files })
  return aside
}

/** Cuts a torn tail or adds the newline that was cut off; the length the journal then has. */
async function mendTail(file: OpenFile, content: JournalContent<unknown>): Promise<number> {
  if (content.state === 'torn') {
    await file.truncate(content.goodBytes)
    await file.sync()
  }
  if (!content.newlineMissing) return content.goodBytes
  await writeFully(file, Buffer.from('\n'), content.goodBytes)
  await file.sync()
  return content.goodBytes + 1
}

/**
 * Opens a journal, or begins one: a torn tail is cut off, a damaged file is set aside as `<path>.corrupt-<time>` and
 * its good lines are kept. Rejects with ExpectedError.
 */
export async function openJournal<Entry>(options: JournalOptions<Entry>): Promise<Journal<Entry>> {
  const { path, files = diskFiles, now = () => new Date() } = options
  const content = (await readJournal(options)) ?? { ...nothing, state: 'whole' }
  try {
    const damaged = content.state === 'damaged'
    const setAside = damaged ? await setDamagedAside(path, files, content.goodBytes, now()) : null
    const file = await openFile(path, files)
    const length = await mendTail(file, content).catch(async (error: unknown) => {
      await file.close()
      throw error
    })
    const writer = new JournalWriter(path, files, file, length)
    const add = (kind: 'append' | 'replace', records: readonly Entry[]) =>
      writer.add(kind, records.map((record) => journalLine(record)).join(''))
    return {
      records: content.records,
      setAside,
      append: (record) => add('append', [record]),
      appendAll: (records) => (records.length === 0 ? Promise.resolve() : add('append', records)),
      replaceAll: (records) => add('replace', records),
      close: () => writer.close(),
    }
  } catch (error) {
    throw fileProblem(error, `open ${basename(path)}`)
  }
}
