import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { inParallel } from './in-parallel'

const never = new AbortController().signal

it('works through all items in order, never more at once than it may', async () => {
  const seen: number[] = []
  let [running, most] = [0, 0]
  await inParallel([0, 1, 2, 3, 4, 5, 6], 3, never, async (item) => {
    most = Math.max(most, ++running)
    seen.push(item)
    await turn()
    running -= 1
  })
  expect([seen, most]).toEqual([[0, 1, 2, 3, 4, 5, 6], 3])
})

it('throws the first failure once the others have stopped', async () => {
  let stopped = 0
  const outcome = inParallel([0, 1, 2, 3], 2, never, async (item, _, signal) => {
    if (item === 1) throw new Error('second failed')
    while (!signal.aborted) await turn()
    await turn()
    stopped += 1
  })
  await expect(outcome).rejects.toThrow('second failed')
  expect(stopped).toBe(1)
})

it('begins nothing more once it is cancelled', async () => {
  const cancel = new AbortController()
  let begun = 0
  const outcome = inParallel([0, 1, 2, 3], 1, cancel.signal, async () => {
    begun += 1
    cancel.abort(new Error('enough'))
    await turn()
  })
  await expect(outcome).rejects.toThrow('enough')
  expect(begun).toBe(1)
})
