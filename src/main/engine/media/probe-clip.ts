import { EncodedPacketSink, FilePathSource, Input, MATROSKA, MP4, QTFF, WEBM, type InputVideoTrack } from 'mediabunny'
import type { Size } from '../../../shared/project/document'
import { rational } from '../../../shared/time/rational'
import { rate, rateSchema, type Rate } from '../../../shared/time/time'
import type { SourceColour } from '../ffmpeg/conform-filter'

/** What a clip's own index says; nothing is decoded for it, so none of it is proof. */
export interface ClipProbe {
  /** Frames that the index declares. */
  readonly frames: number
  readonly rate: Rate
  /** As shown: after rotation and with square pixels. */
  readonly size: Size
  readonly colour: SourceColour
  readonly hasAudio: boolean
  /** The decoder's configuration as stored (`avcC` and its like), in hexadecimal; null when there is none. */
  readonly decoderConfiguration: string | null
  /** Whether frames are evenly spaced from zero, stored in showing order, with a key frame at least every `keyInterval`. */
  isEven(keyInterval: number): boolean
}

interface PacketFacts {
  readonly timestamp: number
  readonly duration: number
  readonly isKey: boolean
}

const broadcastRates = [rate(24_000, 1001), rate(30_000, 1001), rate(60_000, 1001)]
const wholeRates = [8, 10, 12, 15, 16, 20, 24, 25, 30, 48, 50, 60, 90, 100, 120].map((whole) => rate(whole))
const usualRates = [...broadcastRates, ...wholeRates]
const mostFrames = 2_000_000

async function packetsOf(track: InputVideoTrack): Promise<readonly PacketFacts[]> {
  const packets: PacketFacts[] = []
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) {
    packets.push({ timestamp: packet.timestamp, duration: packet.duration, isKey: packet.type === 'key' })
    if (packets.length > mostFrames) throw new Error('more frames than any clip has')
  }
  return packets
}

/** The rate that frames are stored at: a usual one within half a thousandth, or the average to a thousandth. */
function rateOf(packets: readonly PacketFacts[]): Rate | null {
  const times = packets.map((packet) => packet.timestamp)
  const first = Math.min(...times.slice(0, 64))
  const last = Math.max(...times.slice(-64))
  const each = packets.length > 1 ? (last - first) / (packets.length - 1) : (packets[0]?.duration ?? 0)
  const measured = 1 / each
  const off = (one: Rate): number => Math.abs(one[0] / one[1] / measured - 1)
  const nearest = usualRates.reduce((best, one) => (off(one) < off(best) ? one : best))
  if (off(nearest) < 0.0005) return nearest
  const exact = rateSchema.safeParse(rational(Math.round(measured * 1000) || 0, 1000))
  return exact.success ? exact.data : null
}

const matrices: Readonly<Record<string, SourceColour['matrix']>> = {
  bt709: 'bt709',
  smpte170m: 'bt601',
  bt470bg: 'bt601',
  'bt2020-ncl': 'bt2020',
}

async function colourOf(track: InputVideoTrack): Promise<SourceColour> {
  const space = await track.getColorSpace()
  return { matrix: matrices[space.matrix ?? ''] ?? null, fullRange: space.fullRange ?? null }
}

/** Video is stored in pairs of pixels; an odd side is a rounding of the pixel shape. */
function even(side: number): number {
  return Math.max(16, 2 * Math.round(side / 2))
}

function hexadecimal(bytes: ArrayBufferLike | ArrayBufferView): string {
  const view = ArrayBuffer.isView(bytes) ? bytes : new Uint8Array(bytes)
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString('hex')
}

/** Whether packet k begins at k frames and is shown in its place, with key frames close enough. */
function isEven(packets: readonly PacketFacts[], at: Rate, keyInterval: number): boolean {
  let sinceKey = keyInterval
  return packets.every((packet, index) => {
    sinceKey = packet.isKey ? 1 : sinceKey + 1
    return sinceKey <= keyInterval && Math.abs(packet.timestamp - (index * at[1]) / at[0]) < 0.0005
  })
}

async function probeTrack(input: Input, track: InputVideoTrack): Promise<ClipProbe | null> {
  const packets = await packetsOf(track)
  const found = packets.length === 0 ? null : rateOf(packets)
  if (found === null) return null
  const configuration = await track.getDecoderConfig()
  const description = configuration?.description
  const hasAudio = (await input.getPrimaryAudioTrack()) !== null
  return {
    frames: packets.length,
    rate: found,
    size: { width: even(track.displayWidth), height: even(track.displayHeight) },
    colour: await colourOf(track),
    hasAudio,
    decoderConfiguration: description ? hexadecimal(description) : null,
    isEven: (keyInterval) => isEven(packets, found, keyInterval),
  }
}

/** Reads the index of an MP4, QuickTime, WebM or Matroska file; null when there is no video that can be read. */
export async function probeClip(path: string): Promise<ClipProbe | null> {
  const source = new FilePathSource(path, { handleUnhandledError: () => undefined })
  const input = new Input({ source, formats: [MP4, QTFF, WEBM, MATROSKA] })
  try {
    const track = await input.getPrimaryVideoTrack()
    return track ? await probeTrack(input, track) : null
  } catch {
    // An index that can't be read: a damaged file, which is an answer and no fault of ours.
    return null
  } finally {
    input.dispose()
  }
}
