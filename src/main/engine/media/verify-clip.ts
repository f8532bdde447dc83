import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { fail, succeed, type Result } from '../../../shared/result'
import { FfmpegError, type Ffmpeg } from '../ffmpeg/ffmpeg'
import { options } from '../ffmpeg/options'
import { untrustedInput } from '../ffmpeg/untrusted-input'
import type { ClipFault, VerifiedClip } from './media-library'
import { probeClip, type ClipProbe } from './probe-clip'
import { sniffLength, sniffMedia } from './sniff-media'

const mostBytes = 2 * 1024 ** 3
const mostSide = 8192
/** Decoding is bounded by its own size: a minute, and a second for every ten frames. */
const decodeTimeLimit = (frames: number): number => 60_000 + frames * 100

export type ClipContainer = 'mp4' | 'webm'

/** The container a clip's first bytes say it is; null when it is none that holds video. */
export async function clipContainer(path: string): Promise<ClipContainer | null> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffLength), 0, sniffLength, 0)
    const sniffed = sniffMedia(buffer.subarray(0, bytesRead))
    return sniffed.kind === 'container' ? sniffed.container : null
  } finally {
    await file.close()
  }
}

async function hashFile(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Frames that decode without a single error; null when one does not. */
async function countFrames(
  ffmpeg: Ffmpeg,
  path: string,
  container: ClipContainer,
  probe: ClipProbe,
  input: readonly string[],
  signal: AbortSignal,
): Promise<number | null> {
  const strict = options('-xerror -err_detect crccheck+bitstream+buffer')
  const output = options('-map 0:v:0 -an -sn -dn -fps_mode passthrough -f null -')
  try {
    const args = [...strict, ...input, ...untrustedInput(path, container), ...output]
    return (await ffmpeg.run({ args, signal, timeLimit: decodeTimeLimit(probe.frames) })).frames
  } catch (error) {
    const isVerdict = error instanceof FfmpegError && (error.reason === 'exit' || error.reason === 'timeLimit')
    if (isVerdict) return null
    throw error
  }
}

/** Whether frames are missing on purpose: an edit list can leave out stored frames from what is shown. */
async function isCutOnPurpose(
  ffmpeg: Ffmpeg,
  path: string,
  container: ClipContainer,
  probe: ClipProbe,
  signal: AbortSignal,
): Promise<boolean> {
  if (container !== 'mp4') return false
  return (await countFrames(ffmpeg, path, container, probe, ['-ignore_editlist', '1'], signal)) === probe.frames
}

async function verifyFrames(
  ffmpeg: Ffmpeg,
  path: string,
  bytes: number,
  signal: AbortSignal,
): Promise<Result<VerifiedClip, ClipFault>> {
  const container = await clipContainer(path)
  if (container === null) return fail('notVideo')
  const probe = await probeClip(path)
  if (probe === null) return fail('damaged')
  if (probe.size.width > mostSide || probe.size.height > mostSide) return fail('tooLarge')
  const frames = await countFrames(ffmpeg, path, container, probe, [], signal)
  if (frames === null || frames === 0) return fail('damaged')
  if (frames < probe.frames && !(await isCutOnPurpose(ffmpeg, path, container, probe, signal))) return fail('truncated')
  const { rate, size, hasAudio } = probe
  return succeed({ sha256: await hashFile(path, signal), bytes, frames, rate, size, hasAudio })
}

/**
 * Checks a clip that just arrived: bytes hashed, every frame decoded without an error, and as many of them as the index
 * declares. An index alone proves nothing: a clip cut in half still has a whole one. Throws on faults of ours only.
 */
export async function verifyClip(
  ffmpeg: Ffmpeg,
  path: string,
  signal: AbortSignal,
): Promise<Result<VerifiedClip, ClipFault>> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return fail('missing')
  if (found.size === 0) return fail('truncated')
  if (found.size > mostBytes) return fail('tooLarge')
  return verifyFrames(ffmpeg, path, found.size, signal)
}
