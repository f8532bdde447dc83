import { createHash } from 'node:crypto'
import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testFfmpeg } from '../../src/main/engine/ffmpeg/test-ffmpeg'
import { assetIdSchema, clipIdSchema, projectIdSchema, shotIdSchema, takeIdSchema } from '../../src/shared/ids'
import type { Take } from '../../src/shared/jobs/take'
import type { Asset, Clip, FilmDocument, Join, Shot } from '../../src/shared/project/document'
import { newDocument } from '../../src/shared/project/new-document'
import { projectText } from '../../src/shared/project/project-text'
import { rate, seconds, type Rate, type Seconds } from '../../src/shared/time/time'
import { codeOf, writeNumberedTake } from '../../src/test-support/numbered-frames'

const picturesFolder = join(import.meta.dirname, '../../resources/sample/pictures')

/** Pictures that come with the app, for tests that need real ones. */
export const samplePictures = [
  '1-harbour-at-dawn.jpg',
  '2-lighthouse-wakes.jpg',
  '3-gulls-over-the-cliffs.jpg',
  '4-she-turns-to-the-sea.jpg',
  '5-valley-slow-crane.jpg',
  '6-moonrise-hold.jpg',
].map((name) => join(picturesFolder, name))

function shotNamed(index: number, name: string, more: Partial<Shot> = {}): Shot {
  return {
    id: shotIdSchema.parse(`s${index}`),
    name,
    provider: 'rehearsal',
    model: 'rehearsal',
    prompt: '',
    seconds: 2,
    autoSeconds: false,
    ratio: '16:9',
    seed: null,
    audio: false,
    start: null,
    end: null,
    options: {},
    references: [],
    notes: '',
    pick: null,
    ...more,
  }
}

function clipOf(shot: Shot, more: Partial<Clip> = {}): Clip {
  const id = clipIdSchema.parse(shot.id.replace('s', 'c'))
  return { id, shotId: shot.id, in: null, out: null, join: { kind: 'cut' }, ...more }
}

/** Writes a film as the app would have saved it. */
async function writeFilmFolder(folder: string, document: FilmDocument): Promise<void> {
  for (const name of ['assets', 'takes', 'cache', 'exports', 'backups']) {
    await mkdir(join(folder, name), { recursive: true })
  }
  await writeFile(join(folder, 'project.json'), projectText(document))
}

async function storePicture(folder: string, file: string): Promise<Asset> {
  const sha256 = createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await copyFile(file, join(folder, 'assets', `${sha256}.jpg`))
  return {
    id: assetIdSchema.parse(sha256),
    kind: 'picture',
    name: file.split('/').at(-1) ?? 'picture.jpg',
    extension: 'jpg',
    bytes: (await stat(file)).size,
    width: 1920,
    height: 1080,
    duration: null,
  }
}

function documentOf(
  title: string,
  shots: readonly Shot[],
  clips: readonly Clip[],
  assets: readonly Asset[],
): FilmDocument {
  return {
    ...newDocument(projectIdSchema.parse(`p-${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`), title),
    track: { id: 'picture', clipIds: clips.map(({ id }) => id) },
    assets: new Map(assets.map((asset) => [asset.id, asset])),
    shots: new Map(shots.map((shot) => [shot.id, shot])),
    clips: new Map(clips.map((clip) => [clip.id, clip])),
  }
}

/**
 * A film of `count` shots on pictures (JPEG, 1920x1080; the sample's if left out), not generated. `more`: what a shot is
 * beside that, by its index.
 */
export async function writeLongFilm(
  folder: string,
  count: number,
  more: (index: number) => Partial<Shot> = () => ({}),
  pictures: readonly string[] = samplePictures,
): Promise<FilmDocument> {
  const assets: Asset[] = []
  for (const picture of pictures) assets.push(await storePicture(folder, picture))
  const shots = Array.from({ length: count }, (_, index) => {
    const asset = assets[index % assets.length]
    const start = asset ? ({ kind: 'picture', assetId: asset.id, framings: {} } as const) : null
    return shotNamed(index + 1, `Shot number ${index + 1}`, {
      start,
      seconds: 2 + (index % 4),
      prompt: 'Slow push in.',
      ...more(index),
    })
  })
  const clips = shots.map((shot) => clipOf(shot))
  const document = documentOf('Long film', shots, clips, assets)
  await writeFilmFolder(folder, document)
  return document
}

interface NumberedClip {
  readonly frames: number
  readonly rate?: Rate
  readonly in?: Seconds
  readonly out?: Seconds
  readonly join?: Join
}

/** A film whose takes carry their clip's number (1, 2, ...) and their frame's number on every frame. */
export async function writeNumberedFilm(folder: string, clips: readonly NumberedClip[]): Promise<FilmDocument> {
  const ffmpeg = await testFfmpeg()
  const size = { width: 1280, height: 720 }
  const shots = clips.map((_, index) => shotNamed(index + 1, `Numbered ${index + 1}`))
  const cut = clips.map((wanted, index) => {
    const shot = shots[index]
    if (!shot) throw new Error('a clip has no shot')
    return clipOf(shot, { in: wanted.in ?? null, out: wanted.out ?? null, join: wanted.join ?? { kind: 'cut' } })
  })
  const document = documentOf('Numbered film', shots, cut, [])
  await writeFilmFolder(folder, document)
  for (const [index, wanted] of clips.entries()) {
    const id = takeIdSchema.parse(`t${index + 1}`)
    const file = join(folder, 'takes', `${id}.mp4`)
    const at = wanted.rate ?? rate(24)
    await writeNumberedTake(ffmpeg, file, { frames: wanted.frames, firstCode: codeOf(index + 1, 0), size, rate: at })
    const bytes = await readFile(file)
    const take: Take = {
      id,
      shotId: shotIdSchema.parse(`s${index + 1}`),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.byteLength,
      frames: wanted.frames,
      rate: at,
      size,
      hasAudio: false,
      provider: 'imported',
      model: 'numbered',
      prompt: '',
      written: null,
      seconds: wanted.frames / 24,
      ratio: '16:9',
      seed: 1,
      options: {},
      requestHash: '0'.repeat(64),
      upstreamHash: null,
      taskId: `task-${index + 1}`,
      cost: null,
      createdAt: '2026-01-01T00:00:00.000Z',
    }
    await writeFile(join(folder, 'takes', `${id}.json`), JSON.stringify(take, null, 2))
  }
  return document
}

/** Source time for trims, in frames at 24 fps. */
export function atFrame(frame: number): Seconds {
  return seconds(frame, 24)
}
