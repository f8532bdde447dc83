import { randomUUID } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { vi } from 'vitest'
import type { ShotId } from '../../../../shared/ids'
import { indexTakes } from '../../../../shared/continuity/pick'
import { isSettled, type Job, type JobState } from '../../../../shared/jobs/job'
import { jobsByShot, shotFace } from '../../../../shared/jobs/shot-face'
import type { Take } from '../../../../shared/jobs/take'
import { pricesWith, type Prices } from '../../../../shared/models/prices'
import type { Asset, Clip, FilmDocument, FrameSource, Shot } from '../../../../shared/project/document'
import { succeed } from '../../../../shared/result'
import { sampleClip, sampleShot } from '../../../../test-support/sample-film'
import type { Ffmpeg } from '../../ffmpeg/ffmpeg'
import { createMediaLibrary } from '../../media/create-media-library'
import type { MediaLibrary } from '../../media/media-library'
import { testFonts } from '../../media/pictures/test-pictures'
import type { ProjectSession } from '../../project/project-session'
import { atDesk, editIn, type Desk } from '../../project/testing/open-for-test'
import type { Account } from '../../providers/account'
import type { Provider } from '../../providers/provider'
import { createRehearsal } from '../../providers/rehearsal/create-rehearsal'
import type { Clock } from '../clock'
import { createGeneration } from '../create-generation'
import type { Generation } from '../generation'
import { hastyClock } from './hasty-clock'

export const size = { width: 160, height: 90 }

/** A process that can die: from then on its timers are silent and its promises stay open until the test is over. */
class Life {
  #dead = false
  readonly #released = new AbortController()

  get over(): boolean {
    return this.#dead
  }

  end(): void {
    this.#dead = true
  }

  /** Lets what the dead wait for fail, so that a test leaves nothing open. */
  release(): void {
    if (this.#dead) this.#released.abort()
  }

  #hold(): Promise<never> {
    const { signal } = this.#released
    return new Promise((_resolve, reject) => {
      const fail = (): void => reject(new Error('the process is dead'))
      if (signal.aborted) fail()
      else signal.addEventListener('abort', fail, { once: true })
    })
  }

  /** The same object, whose answers no longer reach the dead. */
  mortal<Whole extends object>(whole: Whole): Whole {
    return new Proxy(whole, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name)
        // What answers at once asks nobody outside the process.
        if (typeof value !== 'function' || name === 'places') return value
        return (...args: unknown[]): unknown => {
          if (this.#dead) return this.#hold()
          const result: unknown = Reflect.apply(value, target, args)
          return result instanceof Promise ? this.#whileAlive(result) : result
        }
      },
    })
  }

  /** A provider whose answers do not reach the dead, nor that to a request which is on its way. */
  mortalProvider(provider: Provider): Provider {
    const alive = this.mortal(provider)
    const prepare: Provider['prepare'] = async (...args) => {
      const prepared = await alive.prepare(...args)
      return prepared.ok ? succeed(this.mortal(prepared.value)) : prepared
    }
    return new Proxy(alive, {
      get: (target, name): unknown => (name === 'prepare' ? prepare : Reflect.get(target, name)),
    })
  }

  async #whileAlive(work: Promise<unknown>): Promise<unknown> {
    const hold = this.#hold()
    hold.catch(() => undefined)
    try {
      return await Promise.race([work, hold])
    } finally {
      if (this.#dead) await hold
    }
  }

  /** The hasty clock, whose timers are silent for the dead. */
  clock(): Clock {
    const after: Clock['after'] = (wait, callback) => hastyClock.after(wait, () => !this.#dead && callback())
    return { ...hastyClock, after }
  }
}

/** What a studio works with. */
export interface Tools {
  readonly ffmpeg: Ffmpeg
  /** The built picture thread; without it no picture can be framed, and every card is a plain one. */
  readonly pictureWorker: string | null
  /** What is to be another's than the media library's, for films whose pictures or clips are not looked at. */
  readonly media?: Partial<MediaLibrary>
}

/** Makes the provider of a film, as the composition root does, and knows its account. */
export interface ProviderPlace {
  readonly providerFor: (inputs: string) => Provider
  readonly accounts: readonly Account[]
  /** Prices besides the listed ones. */
  readonly prices?: Prices
}

/** A generation with its session, as the composition root would put them together. */
export interface OpenStudio {
  readonly session: ProjectSession
  readonly generation: Generation
  readonly media: MediaLibrary
  readonly log: readonly string[]
  readonly arrived: readonly Take[]
  edit(label: string, change: (document: FilmDocument) => FilmDocument): void
  approve(...shots: readonly ShotId[]): Promise<void>
  /** Waits until the newest job of a shot is in one of the states. */
  reaches(shot: ShotId, ...states: readonly JobState[]): Promise<Job>
  /** Waits until no job is open. */
  finishes(): Promise<void>
  /** Ends like the process would by `kill -9`: nothing is told to anybody, nothing more happens. */
  kill(): Promise<void>
  close(): Promise<void>
}

export interface Studio {
  readonly desk: Desk
  readonly appData: string
  /** A picture, imported. */
  picture(open: OpenStudio): Promise<Asset>
  /** With the rehearsal, with another provider in its place, or with what a place makes for this film. */
  create(name: string, provider?: Provider | ProviderPlace): Promise<OpenStudio>
  open(name: string, provider?: Provider | ProviderPlace): Promise<OpenStudio>
  /** What lies in a folder of the app's data, without folders in between. */
  inAppData(folder: string): Promise<readonly string[]>
}

let plainCard: Promise<Uint8Array> | null = null

/** A picture out of ffmpeg. */
async function drawPicture(ffmpeg: Ffmpeg, source: string): Promise<Uint8Array> {
  const { signal } = new AbortController()
  const args = ['-f', 'lavfi', '-i', source, '-frames:v', '1', '-c:v', 'png', '-f', 'image2pipe', 'pipe:1']
  return (await ffmpeg.run({ args, signal, timeLimit: 20_000, output: 'collect' })).output
}

function openMedia(tools: Tools, session: ProjectSession): MediaLibrary {
  return { ...realMedia(tools, session), ...tools.media }
}

function realMedia({ ffmpeg, pictureWorker }: Tools, { paths }: ProjectSession): MediaLibrary {
  if (pictureWorker !== null) return createMediaLibrary({ ffmpeg, paths, fonts: testFonts, pictureWorker })
  const media = createMediaLibrary({ ffmpeg, paths, fonts: testFonts, pictureWorker: 'none' })
  const cardFile = async (): Promise<string> => {
    const path = join(paths.cache, 'plain-card.png')
    plainCard ??= drawPicture(ffmpeg, `testsrc2=size=${size.width}x${size.height}`)
    await writeFile(path, await plainCard)
    return path
  }
  return { ...media, cardFile }
}

async function openStudio(
  session: ProjectSession,
  tools: Tools,
  appData: string,
  given: Provider | ProviderPlace | undefined,
): Promise<OpenStudio> {
  const log: string[] = []
  const arrived: Take[] = []
  const life = new Life()
  const media = openMedia(tools, session)
  const inputs = join(session.paths.cache, 'inputs')
  const say = (message: string): void => void log.push(message)
  const place = given && 'providerFor' in given ? given : null
  const own = given && 'providerFor' in given ? given.providerFor(inputs) : given
  const provider =
    own ?? createRehearsal({ folder: join(appData, 'rehearsal'), inputs, ffmpeg: tools.ffmpeg, media, log: say })
  const generation = await createGeneration({
    session,
    media: life.mortal(media),
    providers: [life.mortalProvider(provider)],
    accounts: place?.accounts ?? [],
    prices: () => pricesWith(place?.prices ?? {}),
    freeBytes: () => Promise.resolve(null),
    appData,
    clock: life.clock(),
    newId: randomUUID,
    onTakes: (takes) => arrived.splice(0, arrived.length, ...takes),
    onQueue: () => undefined,
    onProblem: () => undefined,
    log: say,
  })
  session.onChange(() => generation.documentChanged())
  const newest = (shot: ShotId): Job | undefined => generation.jobs.findLast((job) => job.shotId === shot)
  return {
    session,
    generation,
    media,
    log,
    arrived,
    edit: (label, change) => editIn(session, label, change),
    approve: async (...shots) => {
      const outcome = await generation.approve(shots, (await generation.quote(shots)).hash)
      if (outcome.outcome !== 'approved') throw new Error('the quote changed')
    },
    reaches: (shot, ...states) =>
      vi.waitUntil(
        () => {
          const job = newest(shot)
          if (job && states.includes(job.state)) return job
          if (job && isSettled(job.state))
            throw new Error(`${shot} ended as ${job.state}: ${job.reason}\n${log.join('\n')}`)
          return null
        },
        { interval: 5, timeout: 20_000 },
      ),
    finishes: async () => {
      await vi.waitUntil(() => generation.jobs.every((job) => isSettled(job.state)), { interval: 5, timeout: 20_000 })
    },
    kill: async () => {
      life.end()
      await provider.close()
      await media.close()
      await session.close({ save: false })
    },
    close: async () => {
      const closing = generation.close()
      life.release()
      if (life.over) await closing.catch(() => undefined)
      else {
        await closing
        await session.close()
        await media.close()
      }
    },
  }
}

/** Runs with a desk, real files and a real ffmpeg; closes what is still open afterwards. */
export async function inStudio(tools: Tools, work: (studio: Studio) => Promise<void>): Promise<void> {
  await atDesk(async (desk) => {
    const { appData } = desk.deps
    const opened: OpenStudio[] = []
    const put = async (session: ProjectSession, provider?: Provider | ProviderPlace): Promise<OpenStudio> => {
      const one = await openStudio(session, tools, appData, provider)
      opened.push(one)
      return one
    }
    try {
      await work({
        desk,
        appData,
        picture: async ({ media }) => {
          const bytes = await drawPicture(tools.ffmpeg, 'testsrc2=size=480x270')
          const imported = await media.importBytes('test picture.png', bytes, new AbortController().signal)
          if (!imported.ok) throw new Error(imported.problem)
          return imported.value
        },
        create: async (name, provider) => {
          const one = await put(await desk.create(name), provider)
          one.edit('size', (document) => ({ ...document, settings: { ...document.settings, size } }))
          return one
        },
        open: async (name, provider) => put(await desk.open(name), provider),
        inAppData: async (folder) => {
          const entries = await readdir(join(appData, folder), { recursive: true, withFileTypes: true }).catch(() => [])
          return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
        },
      })
    } finally {
      for (const one of opened.reverse()) await one.close()
    }
  })
}

export const shotId = (number: number): ShotId => `s${number}` as ShotId

/** Starts from the last visible frame of another shot's pick. */
export function lastFrameOf(number: number): FrameSource {
  return { kind: 'shotFrame', shotId: shotId(number), take: 'pick', frame: 'lastVisible' }
}

/** Adds shots with an untrimmed clip each, in order, and the assets they use. */
export function withShots(
  document: FilmDocument,
  shots: readonly { readonly number: number; readonly over?: Partial<Shot>; readonly clip?: Partial<Clip> }[],
  assets: readonly Asset[] = [],
): FilmDocument {
  const added = shots.map(({ number, over }) => sampleShot(number, { seconds: 2, ...over }))
  const clips = shots.map(({ number, clip }) => sampleClip(number, clip))
  return {
    ...document,
    assets: new Map([...document.assets, ...assets.map((asset) => [asset.id, asset] as const)]),
    shots: new Map([...document.shots, ...added.map((shot) => [shot.id, shot] as const)]),
    clips: new Map([...document.clips, ...clips.map((clip) => [clip.id, clip] as const)]),
    track: { ...document.track, clipIds: [...document.track.clipIds, ...clips.map((clip) => clip.id)] },
  }
}

/** The document without a shot and its clips. */
export function withoutShot(document: FilmDocument, shot: ShotId): FilmDocument {
  const clips = new Map([...document.clips].filter(([, clip]) => clip.shotId !== shot))
  const shots = new Map([...document.shots].filter(([id]) => id !== shot))
  const clipIds = document.track.clipIds.filter((id) => clips.has(id))
  return { ...document, shots, clips, track: { ...document.track, clipIds } }
}

/** The face of every shot. */
export function faces({ session, generation }: OpenStudio): Record<string, string> {
  const takes = indexTakes(generation.takes)
  const jobs = jobsByShot(generation.jobs)
  const { document } = session
  return Object.fromEntries(
    [...document.shots.values()].map((shot) => [shot.id, shotFace(document, takes, jobs.get(shot.id), shot).kind]),
  )
}
