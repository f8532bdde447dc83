import { expect, test } from 'vitest'
import { noProgress, readProgress } from './progress'

test('reads the last frame count of whole lines', () => {
  expect(readProgress(noProgress, 'frame=3\nfps=0.0\nprogress=continue\nframe=17\n')).toEqual({ rest: '', frames: 17 })
})

test('waits for the rest of a line that arrives in pieces', () => {
  const first = readProgress(noProgress, 'fps=2\nfra')
  const second = readProgress(first, 'me=1')
  expect(second.frames).toBe(0)
  expect(readProgress(second, '20\r\nout_time=1\n').frames).toBe(120)
})

test('keeps the count when a report has no frames, as for sound', () => {
  const state = readProgress({ rest: '', frames: 4 }, 'bitrate=1\nframe=N/A\nprogress=end\n')
  expect(state.frames).toBe(4)
})
