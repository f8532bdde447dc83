import { copyFile, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filmContainerArgs, filmEncoderArgs, filmFrameTags, retimeFilter } from '../src/main/engine/ffmpeg/film-codec'
import type { Ffmpeg } from '../src/main/engine/ffmpeg/ffmpeg'
import { options } from '../src/main/engine/ffmpeg/options'
import { testFfmpeg } from '../src/main/engine/ffmpeg/test-ffmpeg'
import { createFilmExport } from '../src/main/engine/film/create-film-export'
import { indexTakes } from '../src/shared/continuity/pick'
import type { ExportReport } from '../src/shared/film/export-options'
import { planFilm } from '../src/shared/film/plan-film'
import type { Take } from '../src/shared/jobs/take'
import { frames, rate } from '../src/shared/time/time'
import { sampleClip, sampleDocument, sampleTake } from '../src/test-support/sample-film'
import { smallMedia } from '../src/test-support/small-media'
import { compare, costTable } from './measure'

const clips = 12
const film = { size: { width: 1280, height: 720 }, rate: rate(24) }
const signal = new AbortController().signal

interface Kind {
  readonly name: string
  readonly take: Partial<Take>
  readonly encoder: readonly string[]
}

/** About what providers send: one group of pictures, B-frames, 6 Mbit/s. */
const provider = options('-c:v libx264 -preset veryfast -b:v 6M -g 250 -bf 3 -pix_fmt yuv420p')
const own: Kind = { name: 'own', take: {}, encoder: filmEncoderArgs(film) }
const plain: Kind = { name: 'plain', take: {}, encoder: provider }
const tall: Kind = { name: 'tall', take: { size: { width: 1280, height: 768 } }, encoder: provider }
const fast: Kind = { name: 'fast', take: { rate: rate(25), frames: 125 }, encoder: provider }
const deep: Kind = {
  name: 'deep',
  take: {},
  encoder: options('-c:v libx264 -preset veryfast -b:v 6M -g 250 -pix_fmt yuv420p10le'),
}
const main: Kind = {
  name: 'main',
  take: {},
  encoder: options('-c:v libx264 -preset veryfast -b:v 6M -profile:v main -bf 0 -pix_fmt yuv420p'),
}
const mixed = [plain, tall, plain, fast, plain, deep, plain, tall, plain, fast, plain, main]

async function makeKind(ffmpeg: Ffmpeg, folder: string, { name, take, encoder }: Kind): Promise<string> {
  const path = join(folder, `${name}.mp4`)
  const { width, height } = take.size ?? film.size
  const at = take.rate ?? film.rate
  const pictures = `testsrc2=size=${width}x${height}:rate=${at.join('/')}:duration=5,noise=alls=3:allf=t`
  const filter = ['-vf', `format=yuv420p,${filmFrameTags},${retimeFilter(at)}`]
  const output = [...encoder, ...filmContainerArgs({ size: { width, height }, rate: at }), path]
  await ffmpeg.run({ args: [...options('-f lavfi -i'), pictures, ...filter, ...output], signal, timeLimit: 300_000 })
  return path
}

/** Twelve takes, each in a file of its own. */
async function makeTakes(ffmpeg: Ffmpeg, folder: string, kinds: readonly Kind[]): Promise<readonly Take[]> {
  const made = new Map<Kind, string>()
  for (const kind of new Set(kinds)) made.set(kind, await makeKind(ffmpeg, folder, kind))
  for (const [index, kind] of kinds.entries()) await copyFile(made.get(kind) ?? '', join(folder, `t${index}.mp4`))
  return kinds.map(({ take }, index) => sampleTake(index, take))
}

interface Contest {
  readonly ffmpeg: Ffmpeg
  readonly folder: string
  readonly takes: readonly Take[]
}

function ours(
  { ffmpeg, folder, takes }: Contest,
  isOwn: boolean,
  dissolve: number,
): (isWarm: boolean) => Promise<ExportReport> {
  const join0 = dissolve > 0 ? ({ kind: 'dissolve', length: frames(dissolve) } as const) : ({ kind: 'cut' } as const)
  const index = indexTakes(takes)
  const document = sampleDocument({ clips: takes.map((_, number) => sampleClip(number, { join: join0 })) })
  const plan = planFilm(document, index)
  let media = smallMedia(ffmpeg, folder, () => isOwn)
  return (isWarm) => {
    if (!isWarm) media = smallMedia(ffmpeg, folder, () => isOwn)
    return createFilmExport({ ffmpeg, media, workFolder: join(folder, 'work') })({
      plan,
      takes: index.byId,
      assets: new Map(),
      options: { missing: 'refuse', rehearsalMark: false },
      target: join(folder, 'ours.mp4'),
      signal,
      onProgress: () => undefined,
    })
  }
}

async function concatCopy({ ffmpeg, folder, takes }: Contest): Promise<void> {
  const list = join(folder, 'list.txt')
  await writeFile(list, takes.map(({ id }) => `file '${id}.mp4'`).join('\n'))
  const args = [
    ...options('-f concat -i'),
    list,
    ...options('-c copy -movflags +faststart'),
    join(folder, 'concat.mp4'),
  ]
  await ffmpeg.run({ args, signal, timeLimit: 300_000 })
}

/** The bytes of all clips one after the other: no film, but nothing that reads and writes them can be faster. */
async function catenate({ folder, takes }: Contest): Promise<void> {
  const target = await open(join(folder, 'cat.bin'), 'w')
  const buffer = Buffer.allocUnsafe(1024 * 1024)
  for (const { id } of takes) {
    const source = await open(join(folder, `${id}.mp4`), 'r')
    for (;;) {
      const { bytesRead } = await source.read(buffer, 0, buffer.length)
      if (bytesRead === 0) break
      await target.write(buffer, 0, bytesRead)
    }
    await source.close()
  }
  await target.close()
}

async function concatFilter({ ffmpeg, folder, takes }: Contest): Promise<void> {
  const fit =
    'scale=1280:720:force_original_aspect_ratio=decrease,pad=1280:720:(ow-iw)/2:(oh-ih)/2,fps=24,format=yuv420p,setsar=1'
  const inputs = takes.flatMap(({ id }) => ['-i', join(folder, `${id}.mp4`)])
  const chains = takes.map((_, index) => `[${index}:v]${fit}[v${index}]`)
  const joined = `${takes.map((_, index) => `[v${index}]`).join('')}concat=n=${takes.length}:v=1[film]`
  const output = [...filmEncoderArgs(film), ...filmContainerArgs(film), join(folder, 'filter.mp4')]
  const args = [...inputs, '-filter_complex', [...chains, joined].join(';'), '-map', '[film]', ...output]
  await ffmpeg.run({ args, signal, timeLimit: 600_000 })
}

async function crossfadeFilter({ ffmpeg, folder, takes }: Contest): Promise<void> {
  const inputs = takes.flatMap(({ id }) => ['-i', join(folder, `${id}.mp4`)])
  const chains = takes.slice(1).map((_, index) => {
    const before = index === 0 ? '0:v' : `x${index}`
    return `[${before}][${index + 1}:v]xfade=transition=fade:duration=0.5:offset=${(index + 1) * 4.5}[x${index + 1}]`
  })
  const output = [...filmEncoderArgs(film), ...filmContainerArgs(film), join(folder, 'xfade.mp4')]
  const args = [...inputs, '-filter_complex', chains.join(';'), '-map', `[x${takes.length - 1}]`, ...output]
  await ffmpeg.run({ args, signal, timeLimit: 600_000 })
}

async function inRoom(
  ffmpeg: Ffmpeg,
  name: string,
  kinds: readonly Kind[],
  show: (contest: Contest) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), `bench-${name}-`))
  try {
    await show({ ffmpeg, folder, takes: await makeTakes(ffmpeg, folder, kinds) })
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function run(): Promise<void> {
  const ffmpeg = await testFfmpeg()
  console.log(
    `ffmpeg ${ffmpeg.version}, Node ${process.versions.node}; ${clips} clips of 5 s at 1280x720, 24 frames a second`,
  )
  await inRoom(
    ffmpeg,
    'equal',
    Array.from({ length: clips }, () => own),
    async (contest) => {
      const copy = ours(contest, true, 0)
      const costs = await compare(
        {
          'Seamline, copied and checked': () => copy(true),
          'ffmpeg -f concat -c copy': () => concatCopy(contest),
          'bytes one after the other (cat)': () => catenate(contest),
        },
        7,
      )
      console.log(`\nEqual clips, cuts (${(await copy(true)).method}):\n${costTable(costs)}`)
      const fade = ours(contest, true, 12)
      const fades = await compare(
        {
          'Seamline, dissolves of half a second': () => fade(true),
          'ffmpeg xfade filter': () => crossfadeFilter(contest),
        },
        1,
      )
      console.log(`\nEqual clips, dissolves (${(await fade(true)).method}):\n${costTable(fades)}`)
    },
  )
  await inRoom(ffmpeg, 'mixed', mixed, async (contest) => {
    const conform = ours(contest, false, 0)
    const costs = await compare(
      {
        'Seamline, nothing conformed yet': () => conform(false),
        'Seamline, conformed on arrival': () => conform(true),
        'ffmpeg concat filter': () => concatFilter(contest),
      },
      1,
    )
    console.log(`\nMixed sizes, rates and encodings, cuts:\n${costTable(costs)}`)
  })
}

await run()
