import { describe, expect, it } from 'vitest'
import { diagnose, diagnoses, ownCodes } from './failure-doctor'

describe('the failure doctor', () => {
  it.each(ownCodes)('has a row of its own for %s', (code) => {
    expect(diagnose(code).prefix).toBe(code)
  })

  it('says what happened and what to do, each in a sentence', () => {
    for (const row of [...diagnoses, diagnose('NEVER.HEARD.OF')]) {
      expect(row.words, `words of ${row.prefix}`).toMatch(/^[A-Z].{15,}\.$/)
      expect(row.next, `next of ${row.prefix}`).toMatch(/^[A-Z].{10,}\.$/)
    }
  })

  it('reaches every row by its own prefix: none stands behind a wider one', () => {
    for (const row of diagnoses) {
      expect(diagnose(row.prefix)).toBe(row)
      if (!ownCodes.some((code) => code === row.prefix)) expect(diagnose(`${row.prefix}.MORE`)).toBe(row)
    }
    expect(new Set(diagnoses.map(({ prefix }) => prefix)).size).toBe(diagnoses.length)
  })

  it('goes by whole parts of a code', () => {
    expect(diagnose('SAFETYNET').prefix).toBe('')
    expect(diagnose('INTERNAL.BAD_OUTPUTS').prefix).toBe('INTERNAL')
    expect(diagnose('INTERNAL.BAD_OUTPUT.01').prefix).toBe('INTERNAL.BAD_OUTPUT')
  })

  it('takes a missing code for a fault of the provider, and advises no repetition after moderation', () => {
    expect([diagnose(null).prefix, diagnose('').prefix]).toEqual(['INTERNAL', 'INTERNAL'])
    const moderated = diagnoses.filter(({ prefix }) => prefix.includes('SAFETY'))
    expect(moderated.length).toBeGreaterThan(4)
    for (const { retry, pays } of moderated) expect([retry, pays]).toEqual(['never', 'user'])
  })
})
