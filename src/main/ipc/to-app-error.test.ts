import { expect, test } from 'vitest'
import { ExpectedError } from '../../shared/ipc/app-error'
import { FfmpegError, type FfmpegFailure } from '../engine/ffmpeg/ffmpeg'
import { toAppError } from './to-app-error'

function told(error: unknown): { readonly kind: string; readonly message: string; readonly logged: string } {
  const lines: string[] = []
  const problem = toAppError(error, (line) => lines.push(line))
  return { ...problem, logged: lines.join('\n') }
}

test('an expected failure keeps its kind and words, and is no matter for the log', () => {
  const error = new ExpectedError('noProject', 'No film is open.')
  expect(told(error)).toEqual({ kind: 'noProject', message: 'No film is open.', logged: '' })
})

test.each<[FfmpegFailure, string]>([
  ['cancelled', 'cancelled'],
  ['diskFull', 'diskFull'],
  ['exit', 'ffmpegProblem'],
  ['timeLimit', 'ffmpegProblem'],
  ['outputLimit', 'ffmpegProblem'],
  ['notStarted', 'ffmpegProblem'],
])('the video tool that ends with %s is told as %s, with its own lines in the log only', (reason, kind) => {
  const { message, logged, ...rest } = told(new FfmpegError(reason, ['-i', 'x'], 1, ['moov atom not found']))
  expect(rest).toEqual({ kind })
  expect(message).not.toContain('moov')
  expect(logged).toContain('moov atom not found')
})

test('what was aborted is cancelled', () => {
  expect(told(new DOMException('stop', 'AbortError'))).toMatchObject({ kind: 'cancelled', logged: '' })
})

test.each([new TypeError('x of undefined'), 'just text', null, { kind: 'noProject', message: 'forged' }])(
  '%o is a bug: logged, and told without its inside',
  (error) => {
    const { kind, message, logged } = told(error)
    expect(kind).toBe('unexpected')
    expect(message).toContain('Something went wrong')
    expect(logged).not.toBe('')
  },
)
