import { mixAddress } from '../../shared/ipc/media-address'

/** Interleaved stereo samples of one second; `silent` where the film has no sound; `loading` until it is known. */
export type SoundBlock = Float32Array | 'silent' | 'loading'

const keptBlocks = 40
const askAgainAfter = 1000

interface BlockEntry {
  block: SoundBlock
  /** When a block that could not be read may be asked for again, in milliseconds; null while under way or there. */
  retryAt: number | null
}

async function readSamples(address: string, signal: AbortSignal): Promise<SoundBlock> {
  const response = await fetch(address, { signal })
  if (response.status === 204 || response.status === 404) return 'silent'
  if (!response.ok) throw new Error(`The mix answered ${response.status}`)
  const bytes = await response.arrayBuffer()
  return bytes.byteLength < 8 ? 'silent' : new Float32Array(bytes, 0, Math.floor(bytes.byteLength / 8) * 2)
}

/** The film's mix, second by second, for one revision at a time. */
export class SoundBlocks {
  readonly #entries = new Map<number, BlockEntry>()
  #revision = -1
  #leave = new AbortController()

  /** Changes to the mix of another revision; blocks of the one before are forgotten. */
  useRevision(revision: number): void {
    if (revision === this.#revision) return
    this.close()
    this.#revision = revision
  }

  /** A block as far as it is known; asks for it when it is not. Never waits. */
  get(block: number): SoundBlock {
    const entry = this.#entries.get(block)
    if (entry && (entry.retryAt === null || performance.now() < entry.retryAt)) {
      this.#entries.delete(block)
      this.#entries.set(block, entry)
      return entry.block
    }
    void this.#load(block)
    return 'loading'
  }

  /** Takes back what is under way and forgets the rest. */
  close(): void {
    this.#leave.abort()
    this.#leave = new AbortController()
    this.#entries.clear()
  }

  async #load(block: number): Promise<void> {
    const entry: BlockEntry = { block: 'loading', retryAt: null }
    this.#entries.set(block, entry)
    const oldest = this.#entries.keys().next()
    if (this.#entries.size > keptBlocks && !oldest.done) this.#entries.delete(oldest.value)
    try {
      entry.block = await readSamples(mixAddress(this.#revision, block), this.#leave.signal)
    } catch {
      // The engine is not that far yet, or the request was taken back: the block is asked for again when it is due.
      entry.retryAt = performance.now() + askAgainAfter
    }
  }
}
