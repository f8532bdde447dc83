import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fail, succeed, type Result } from '../../../shared/result'
import { FfmpegError, type Ffmpeg } from './ffmpeg'
import { createFfmpeg } from './run-ffmpeg'

/** Where to look for ffmpeg, first that exists wins; an explicit setting is never passed over in silence. */
export interface FfmpegPlaces {
  /** What the user set by hand, if anything. `SEAMLINE_FFMPEG` in `environment` goes before it. */
  readonly setting: string | null
  /** The binary that came with the packaged app, whether it exists or not; null in development. */
  readonly packaged: string | null
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Why no ffmpeg can be used; `message` is plain words with what to do. */
export interface FfmpegMissing {
  readonly kind: 'notFound' | 'notUsable'
  readonly message: string
}

const executable = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg'
const versionTimeLimit = 15_000

/** The version in the first line of `ffmpeg -version`: `5.1.9`, `7.0.2`, or the build's own word; null if it is no ffmpeg. */
export function parseFfmpegVersion(banner: string): string | null {
  const word = /^ffmpeg version (\S+)/m.exec(banner)?.[1]
  if (word === undefined) return null
  return /^n?(\d+\.\d+(?:\.\d+)?)(?![\w.])/.exec(word)?.[1] ?? word
}

/** Whether a version is one of 5.1 to 8; builds without a release number are taken on trust. */
export function isSupportedVersion(version: string): boolean {
  const numbers = /^(\d+)\.(\d+)(?:\.\d+)?$/.exec(version)
  if (!numbers) return true
  const [major, minor] = [Number(numbers[1]), Number(numbers[2])]
  return major <= 8 && (major > 5 || (major === 5 && minor >= 1))
}

function fromPackage(): string | null {
  try {
    const manifest = createRequire(import.meta.url).resolve('ffmpeg-static/package.json')
    return join(dirname(manifest), executable)
  } catch {
    // An optional dependency: it is absent where its download was not possible.
    return null
  }
}

function fromPath(environment: FfmpegPlaces['environment']): readonly string[] {
  const path = environment['PATH'] ?? environment['Path'] ?? ''
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => resolve(folder, executable))
}

/** What keeps the binary at `path` from being used, in words; or the binary, ready to run. */
async function tryBinary(path: string): Promise<Result<Ffmpeg, string>> {
  const run = createFfmpeg(path, '').run({
    args: ['-version'],
    output: 'collect',
    outputLimit: 100_000,
    timeLimit: versionTimeLimit,
    signal: new AbortController().signal,
  })
  const outcome = await run.catch((error: unknown) => {
    if (error instanceof FfmpegError) return error
    throw error
  })
  if (outcome instanceof FfmpegError)
    return fail(`${path} does not run (${outcome.errorLines.at(-1) ?? outcome.reason})`)
  const banner = new TextDecoder().decode(outcome.output)
  const version = parseFfmpegVersion(banner)
  if (version === null) return fail(`${path} is not ffmpeg`)
  if (!isSupportedVersion(version)) return fail(`${path} is version ${version}; versions 5.1 to 8 work`)
  if (!banner.includes('--enable-libx264')) return fail(`${path} was built without H.264 (libx264)`)
  return succeed(createFfmpeg(path, version))
}

const advice = 'Install ffmpeg 5.1 to 8, or set SEAMLINE_FFMPEG to the full path of its program file.'

/**
 * Finds an ffmpeg that works: the explicit setting (alone, if there is one), the packaged binary, the `ffmpeg-static`
 * package, the PATH. Never throws for a missing or unsuitable binary.
 */
export async function locateFfmpeg(places: FfmpegPlaces): Promise<Result<Ffmpeg, FfmpegMissing>> {
  const explicit = places.environment['SEAMLINE_FFMPEG'] || places.setting
  if (explicit) {
    const chosen = await tryBinary(resolve(explicit))
    if (chosen.ok) return chosen
    return fail({ kind: 'notUsable', message: `The ffmpeg that was set can't be used: ${chosen.problem}. ${advice}` })
  }
  const candidates = [places.packaged, fromPackage(), ...fromPath(places.environment)]
  const problems: string[] = []
  for (const path of new Set(candidates)) {
    if (path === null || !existsSync(path)) continue
    const found = await tryBinary(path)
    if (found.ok) return found
    problems.push(found.problem)
  }
  if (problems.length === 0) return fail({ kind: 'notFound', message: `ffmpeg is not on this computer. ${advice}` })
  return fail({ kind: 'notUsable', message: `No ffmpeg that works was found: ${problems.join('; ')}. ${advice}` })
}
