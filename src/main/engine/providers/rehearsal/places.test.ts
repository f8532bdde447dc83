import { describe, expect, it } from 'vitest'
import { Places } from './places'

const never = new AbortController().signal

describe('places', () => {
  it('lets in as many as there are and the next in order when one leaves', async () => {
    const places = new Places(2)
    const entered: string[] = []
    const enter = async (name: string): Promise<void> => {
      if (await places.take(never)) entered.push(name)
    }
    const all = ['a', 'b', 'c', 'd'].map(enter)
    await Promise.all(all.slice(0, 2))
    expect(entered).toEqual(['a', 'b'])
    places.leave()
    await all[2]
    expect(entered).toEqual(['a', 'b', 'c'])
    places.leave()
    await all[3]
    expect(entered).toEqual(['a', 'b', 'c', 'd'])
  })

  it('forgets who gave up waiting', async () => {
    const places = new Places(1)
    const impatient = new AbortController()
    await places.take(never)
    const gaveUp = places.take(impatient.signal)
    const patient = places.take(never)
    impatient.abort()
    expect(await gaveUp).toBe(false)
    places.leave()
    expect(await patient).toBe(true)
    expect(await places.take(impatient.signal)).toBe(false)
  })
})
