import { chmod, link, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ExportOptions } from '../../../shared/film/export-options'
import { ExpectedError } from '../../../shared/ipc/app-error'
import type { FilmDocument } from '../../../shared/project/document'
import { frames } from '../../../shared/time/time'
import { makeExportRoom, type ExportRoom } from '../../../test-support/export-room'
import { at24, sampleClip, sampleDocument, sampleTake } from '../../../test-support/sample-film'
import { FfmpegError } from '../ffmpeg/ffmpeg'
import { createFilmExport } from './create-film-export'
import type { ExportRequest } from './film-export'

// Real ffmpeg runs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let room: ExportRoom
const size = { width: 160, height: 90 }
const takes = [sampleTake(1, { frames: 24, size }), sampleTake(2, { frames: 24, size })]
const join10 = { kind: 'dissolve', length: frames(10) } as const

beforeAll(async () => {
  room = await makeExportRoom(takes, () => true)
})
afterAll(() => room.remove())

function film(...clips: readonly ReturnType<typeof sampleClip>[]): FilmDocument {
  return sampleDocument({ clips, settings: { size } })
}

const copied = film(sampleClip(1), sampleClip(2))
const encoded = film(sampleClip(1, { join: join10 }), sampleClip(2))

async function problemOf(
  document: FilmDocument,
  over: Partial<ExportRequest> = {},
  options: Partial<ExportOptions> = {},
): Promise<ExpectedError> {
  const outcome = await room.exportFilm(document, over, options).catch((error: unknown) => error)
  if (!(outcome instanceof ExpectedError)) throw new Error(`not an expected problem: ${String(outcome)}`)
  return outcome
}

/** The administrator may write anywhere, so gives that up for a moment. */
async function asNobodySpecial<Value>(work: () => Promise<Value>): Promise<Value> {
  if (process.geteuid?.() !== 0) return work()
  process.seteuid?.(65_534)
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
  }
}

describe('names of the finished film', () => {
  it.each([
    'my film.mp4',
    'it\'s “quoted” "twice".mp4',
    '🎬 film ünï.mp4',
    'two\nlines.mp4',
    '-y.mp4',
    '100% %d %03d.mp4',
    'file:x|y.mp4',
    '$(reboot) `x` ; & # *.mp4',
    `${'long'.repeat(62)}.mp4`,
  ])('takes %j', async (name) => {
    const folder = join(room.folder, `names ' % %d`)
    await mkdir(folder, { recursive: true })
    const target = join(folder, name)
    const { report } = await room.exportFilm(copied, { target })
    expect(report).toMatchObject({ path: target, fileName: name, frames: 48 })
    expect((await stat(target)).size).toBe(report.bytes)
    expect(await room.leftovers()).toEqual([])
  })

  it('works in a hostile working folder too', async () => {
    const workFolder = join(room.folder, `work '%d" \n 🎬`)
    const request = { target: join(room.folder, 'hostile-work.mp4') }
    const { plan } = await room.exportFilm(copied, request)
    const options = { missing: 'stills', rehearsalMark: true } as const
    const run = createFilmExport({ ...room, workFolder })
    const rest = { plan, takes: new Map(takes.map((take) => [take.id, take])), assets: new Map(), options }
    const report = await run({ ...rest, ...request, signal: new AbortController().signal, onProgress: () => undefined })
    expect(report).toMatchObject({ method: 'encoded', frames: 48 })
    expect(await readdir(workFolder)).toEqual([])
  })
})

describe('what stands in the way', () => {
  it('refuses an empty film', async () => {
    expect(await problemOf(film())).toMatchObject({ kind: 'badRequest', message: 'The film is empty.' })
  })

  it('refuses missing takes when asked to', async () => {
    const problem = await problemOf(film(sampleClip(1), sampleClip(8)), {}, { missing: 'refuse' })
    expect(problem).toMatchObject({ kind: 'badRequest', message: '1 clip has no take yet.' })
  })

  it('says so when the folder is gone, is a file, or the target is a folder', async () => {
    const file = join(room.folder, 'plain')
    await writeFile(file, 'x')
    for (const target of [join(room.folder, 'gone', 'a.mp4'), join(file, 'a.mp4'), room.folder]) {
      expect(await problemOf(copied, { target })).toMatchObject({ kind: 'fileProblem' })
    }
  })

  it.runIf(process.platform !== 'win32')('says so when the folder is not ours to write', async () => {
    const folder = join(room.folder, 'locked')
    await mkdir(folder)
    await chmod(folder, 0o555)
    await chmod(room.folder, 0o755)
    const problem = await asNobodySpecial(() => problemOf(copied, { target: join(folder, 'a.mp4') }))
    expect(problem).toMatchObject({ kind: 'fileProblem' })
    expect(problem.message).toContain('not yours to change')
  })

  it('refuses a name that is too long for the disk', async () => {
    expect(await problemOf(copied, { target: join(room.folder, `${'x'.repeat(300)}.mp4`) })).toMatchObject({
      kind: 'fileProblem',
    })
  })

  it('never writes onto a take, whatever name leads to it', async () => {
    const take = join(room.folder, 't1.mp4')
    const before = await readFile(take)
    const [hard, soft] = [join(room.folder, 'hard.mp4'), join(room.folder, 'soft.mp4')]
    await link(take, hard)
    await symlink(take, soft)
    for (const target of [take, hard, soft]) {
      expect((await problemOf(copied, { target })).message).toContain('Choose another name')
    }
    expect(await readFile(take)).toEqual(before)
  })

  it('reports a source that has fewer pictures than the plan', async () => {
    const plan = { takes: new Map([[takes[0]?.id, { ...takes[0], frames: 40 }]]) as never }
    const document = film(sampleClip(1, { in: at24(5) }))
    const { plan: real } = await room.exportFilm(document)
    const longer = {
      ...real,
      length: frames(30),
      clips: real.clips.map((clip) => ({ ...clip, length: frames(30), sourceLength: frames(40) })),
    }
    expect(await problemOf(document, { plan: longer, ...plan })).toMatchObject({ kind: 'mediaProblem' })
    expect(await room.leftovers()).toEqual([])
  })
})

describe('an export that does not end well', () => {
  it('keeps the film that was there and leaves nothing behind when cancelled at any step', async () => {
    const target = join(room.folder, 'kept.mp4')
    await writeFile(target, 'the film before')
    const steps = new Set<string>()
    await room.exportFilm(encoded, { onProgress: (_, step) => steps.add(step) })
    expect([...steps]).toEqual([
      'Preparing the takes',
      'Preparing take 1 of 2',
      'Preparing take 2 of 2',
      'Rendering clip 1 of 1',
      'Writing the film',
      'Checking the film',
    ])
    for (const step of steps) {
      const cancel = new AbortController()
      const onProgress = (share: number, current: string): void => {
        if (current === step && share < 1) cancel.abort()
      }
      const problem = await problemOf(encoded, { target, signal: cancel.signal, onProgress })
      expect([step, problem.kind]).toEqual([step, 'cancelled'])
      expect(await readFile(target, 'utf8')).toBe('the film before')
      expect(await room.leftovers()).toEqual([])
    }
  })

  it.each([
    ['diskFull', 'diskFull'],
    ['exit', 'ffmpegProblem'],
    ['timeLimit', 'ffmpegProblem'],
  ] as const)('says in plain words that ffmpeg ended with %s', async (reason, kind) => {
    const broken = {
      ...room.ffmpeg,
      run: () => Promise.reject(new FfmpegError(reason, [], 1, ['something odd'])),
    }
    const { plan } = await room.exportFilm(encoded)
    const run = createFilmExport({ ...room, ffmpeg: broken })
    const outcome = await run({
      plan,
      takes: new Map(takes.map((take) => [take.id, take])),
      assets: new Map(),
      options: { missing: 'stills', rehearsalMark: false },
      target: join(room.folder, 'never.mp4'),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    }).catch((error: unknown) => error)
    expect(outcome).toMatchObject({ kind })
    expect(await room.leftovers()).toEqual([])
    expect(await readdir(room.folder)).not.toContain('never.mp4')
  })

  it('reports progress that never goes back and ends with the whole', async () => {
    const seen: number[] = []
    await room.exportFilm(encoded, { onProgress: (share) => seen.push(share) })
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect([seen[0], seen.at(-1)]).toEqual([0, 1])
  })
})
