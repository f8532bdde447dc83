import { describe, expect, it } from 'vitest'
import { ExpectedError } from '../../../shared/ipc/app-error'
import { FfmpegError } from '../ffmpeg/ffmpeg'
import { heldUpBy } from './held-up'

describe('work that failed', () => {
  it('is held up by a full disk, whoever found it full', () => {
    const found = [
      Object.assign(new Error('write'), { code: 'ENOSPC' }),
      new FfmpegError('diskFull', [], 1, []),
      new ExpectedError('diskFull', 'The disk is full.'),
    ]
    for (const error of found)
      expect(heldUpBy(error)).toMatchObject({ kind: 'diskFull', message: expect.stringContaining('disk is full') })
  })

  it('is held up by nothing the user can mend when it is a bug or the network', () => {
    expect([heldUpBy(new TypeError('x is undefined')), heldUpBy(new FfmpegError('exit', [], 1, []))]).toEqual([
      null,
      null,
    ])
  })
})
