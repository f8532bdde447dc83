import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { versionOfName, versionsToDrop, type KeptVersion } from './kept-versions'
import { timeForName } from './set-aside'

const hour = 3_600_000
const now = Date.parse('2026-11-21T12:30:00.000Z')

function at(...ages: readonly number[]): readonly KeptVersion[] {
  return ages.map((age) => ({ name: `project-${timeForName(new Date(now - age))}.json`, at: now - age }))
}

function keptAges(versions: readonly KeptVersion[]): readonly number[] {
  const dropped = new Set(versionsToDrop(versions, now))
  return versions.filter((version) => !dropped.has(version)).map((version) => now - version.at)
}

describe('which versions of a film stay', () => {
  it('are the newest ten, whatever their age', () => {
    const old = Array.from({ length: 10 }, (_, index) => 400 * 24 * hour + index)
    expect(keptAges(at(...old))).toHaveLength(10)
  })

  it('are beyond those one for each hour of a day and one for each day of a month', () => {
    const everyMinute = Array.from({ length: 60 * 24 * 40 }, (_, index) => index * 60_000)
    const kept = keptAges(at(...everyMinute))
    expect(kept.slice(0, 10)).toEqual(everyMinute.slice(0, 10))
    expect(kept.filter((age) => age < 24 * hour).length).toBeGreaterThanOrEqual(10 + 23)
    expect(kept.length).toBeLessThanOrEqual(10 + 25 + 31)
    expect(Math.max(...kept)).toBeGreaterThan(28 * 24 * hour)
  })

  it('are known by the names that backups have, and by no other', () => {
    const moment = new Date('2026-02-03T04:05:06.007Z')
    expect(versionOfName(`project-${timeForName(moment)}.json`)?.at).toBe(moment.getTime())
    for (const name of ['project-before the flood.json', 'project-2026-13-40T99-99-99-999Z.json', '']) {
      expect(versionOfName(name)).toBeNull()
    }
  })

  property.prop([fc.array(fc.integer({ min: 0, max: 50 * 24 }), { maxLength: 200 })])(
    'stay when they are thinned again, and no day of the month is without the one it had',
    (hours) => {
      const all = at(...hours.map((count) => count * hour))
      const once = new Set(versionsToDrop(all, now))
      const left = all.filter((version) => !once.has(version))
      expect(versionsToDrop(left, now)).toEqual([])
      expect(left.length).toBeLessThanOrEqual(10 + 25 + 31)
      const days = new Set(
        all.filter((one) => now - one.at < 30 * 24 * hour).map((one) => Math.floor(one.at / 24 / hour)),
      )
      for (const day of days) expect(left.some((one) => Math.floor(one.at / 24 / hour) === day)).toBe(true)
    },
  )
})
