import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FfmpegError, type Ffmpeg } from '../main/engine/ffmpeg/ffmpeg'
import { options } from '../main/engine/ffmpeg/options'
import { outputFile } from '../main/engine/ffmpeg/untrusted-input'
import { UnusablePicture, type ClipOrder } from './clip-order'
import { container, encoder, fit, rate, soundInput, timeLimit } from './clip-arguments'

interface ExtendTools {
  readonly ffmpeg: Ffmpeg
  readonly folder: string
  readonly signal: AbortSignal
  /** Makes a clip by itself. */
  readonly render: (order: ClipOrder, key: string) => Promise<string>
}

/** Input options for a video that a client sent. */
function videoInput(path: string): readonly string[] {
  return [...options('-max_alloc 1073741824 -protocol_whitelist file -f mov'), '-i', outputFile(path)]
}

/** A clip and what was added to it, one after the other. */
function joinedArguments(order: ClipOrder, source: string, added: string, target: string): readonly string[] {
  const seconds = (order.source?.seconds ?? 0) + order.seconds
  const sound = order.sound ? soundInput({ ...order, seconds }) : []
  const shape = (input: number, name: string): string => `[${input}:v]fps=${rate},${fit(order)},format=yuv420p[${name}]`
  const filter = `${shape(0, 'before')};${shape(1, 'after')};[before][after]concat=n=2:v=1:a=0[picture]`
  return [
    ...videoInput(source),
    ...videoInput(added),
    ...sound,
    '-filter_complex',
    filter,
    '-map',
    '[picture]',
    ...(order.sound ? ['-map', '2:a', ...options('-c:a aac -b:a 96k')] : []),
    ...encoder,
    ...options(`-r ${rate} -frames:v ${Math.round(seconds * rate)}`),
    ...container,
    outputFile(target),
  ]
}

/** The very last frame of a clip, as a picture. */
async function lastFrameOf(path: string, still: string, { ffmpeg, signal }: ExtendTools): Promise<Buffer> {
  const output = options('-map 0:v:0 -update 1 -c:v png -f image2')
  const args = [...options('-sseof -0.5'), ...videoInput(path), ...output, outputFile(still)]
  await ffmpeg.run({ args, signal, timeLimit })
  const bytes = await readFile(still)
  await rm(still, { force: true })
  return bytes
}

/** What goes on from a clip is made from its last frame, with all of the clip before it where that is the answer. */
export async function extendClip(order: ClipOrder, key: string, tools: ExtendTools): Promise<string> {
  const { source } = order
  const { ffmpeg, folder, signal, render } = tools
  if (!source) return render(order, key)
  const path = join(folder, `clip-${key}.source`)
  await writeFile(path, source.bytes)
  try {
    const first = await lastFrameOf(path, join(folder, `clip-${key}-last.png`), tools)
    const added = await render({ ...order, first, last: null }, `${key}-added`)
    if (!source.whole) return added
    const target = join(folder, `clip-${key}.mp4`)
    await ffmpeg.run({ args: joinedArguments(order, path, added, target), signal, timeLimit })
    return target
  } catch (error) {
    throw error instanceof FfmpegError && error.reason === 'exit' ? new UnusablePicture(error.message) : error
  } finally {
    await rm(path, { force: true })
  }
}
