import fc from 'fast-check'
import { appendFile, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { openJournal, readJournal, type Journal } from './journal'
import { journalLine, readJournalBytes } from './journal-text'
import { faultyFiles, type Fate } from './testing/faulty-files'
import { inTemporaryFolder } from './testing/temporary-folder'

const schema = z.object({ n: z.int(), text: z.string().optional() })
type Entry = z.infer<typeof schema>
const now = () => new Date('2026-01-02T03:04:05.678Z')

async function reopened(path: string): Promise<readonly Entry[]> {
  const journal = await openJournal({ path, schema, now })
  await journal.close()
  return journal.records
}

async function written(path: string, entries: readonly Entry[]): Promise<void> {
  const journal = await openJournal({ path, schema })
  await journal.appendAll(entries)
  await journal.close()
}

const three: readonly Entry[] = [{ n: 1 }, { n: 2, text: 'line\nbreak "quote" 🎬' }, { n: 3 }]

test('what was appended is read back in order', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'j.ndjson')
    await written(path, three)
    expect(await reopened(path)).toEqual(three)
  }))

test('appends of one turn go down together, in the order of calls', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'j.ndjson')
    const disk = faultyFiles(() => 'works')
    const journal = await openJournal({ path, schema, files: disk.files })
    const before = disk.calls.length
    await Promise.all(Array.from({ length: 50 }, (_, n) => journal.append({ n })))
    expect(disk.calls.slice(before).filter((call) => call.name === 'sync')).toHaveLength(1)
    await journal.close()
    expect((await reopened(path)).map((entry) => entry.n)).toEqual(Array.from({ length: 50 }, (_, n) => n))
  }))

test('an append resolves only after the flush', () =>
  inTemporaryFolder(async (folder) => {
    const disk = faultyFiles(() => 'works')
    const journal = await openJournal({ path: join(folder, 'j.ndjson'), schema, files: disk.files })
    await journal.append({ n: 1 })
    expect(disk.calls.slice(-2).map((call) => call.name)).toEqual(['write', 'sync'])
    await journal.close()
  }))

test('a journal cut anywhere keeps every whole line and can be appended to', () =>
  inTemporaryFolder(async (folder) => {
    const whole = Buffer.from(three.map((entry) => journalLine(entry)).join(''))
    const path = join(folder, 'j.ndjson')
    for (let length = 0; length <= whole.length; length++) {
      await writeFile(path, whole.subarray(0, length))
      const journal = await openJournal({ path, schema, now })
      expect(journal.setAside).toBeNull()
      // A line that lacks nothing but its newline counts as whole.
      const lines =
        whole
          .subarray(0, length + 1)
          .toString('latin1')
          .split('\n').length - 1
      expect(journal.records).toEqual(three.slice(0, lines))
      await journal.append({ n: 99 })
      await journal.close()
      expect(await reopened(path)).toEqual([...three.slice(0, lines), { n: 99 }])
    }
    expect(await readdir(folder)).toEqual(['j.ndjson'])
  }))

test('a bad line before the last sets the journal aside and keeps the good lines before it', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'j.ndjson')
    await written(path, three)
    const damaged = (await readFile(path, 'utf8')).replace('quote', 'quite')
    await writeFile(path, damaged)
    const journal = await openJournal({ path, schema, now })
    expect(journal.records).toEqual([{ n: 1 }])
    expect(journal.setAside).toBe(`${path}.corrupt-2026-01-02T03-04-05-678Z`)
    expect(await readFile(journal.setAside ?? '', 'utf8')).toBe(damaged)
    await journal.append({ n: 4 })
    await journal.close()
    expect(await reopened(path)).toEqual([{ n: 1 }, { n: 4 }])
  }))

test('a whole line that this version does not know is set aside, never cut off', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'j.ndjson')
    await written(path, [{ n: 1 }])
    await appendFile(path, journalLine({ from: 'the future' }))
    const journal = await openJournal({ path, schema, now })
    await journal.close()
    expect(journal.records).toEqual([{ n: 1 }])
    expect(await readFile(journal.setAside ?? '', 'utf8')).toContain('the future')
  }))

test('two damaged journals of the same moment are both kept', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'j.ndjson')
    for (const text of ['first\nx\n', 'second\nx\n']) {
      await writeFile(path, text)
      expect(await reopened(path)).toEqual([])
    }
    expect((await readdir(folder)).filter((name) => name.includes('corrupt'))).toHaveLength(2)
  }))

test('a link or folder in the place of a journal is set aside, not followed', () =>
  inTemporaryFolder(async (folder) => {
    const outside = join(folder, 'outside.txt')
    await writeFile(outside, 'mine')
    const path = join(folder, 'j.ndjson')
    await symlink(outside, path)
    await written(path, [{ n: 1 }])
    expect(await readFile(outside, 'utf8')).toBe('mine')
    const other = join(folder, 'k.ndjson')
    await mkdir(other)
    await written(other, [{ n: 2 }])
    expect(await reopened(other)).toEqual([{ n: 2 }])
  }))

test('a journal beyond the limit is not read', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'j.ndjson')
    await written(path, three)
    const journal = await openJournal({ path, schema, now, maximumBytes: 10 })
    await journal.close()
    expect(journal.records).toEqual([])
    expect(journal.setAside).not.toBeNull()
  }))

test('reading leaves the file as it is', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'j.ndjson')
    expect(await readJournal({ path, schema })).toBeNull()
    await writeFile(path, `${journalLine({ n: 1 })}torn`)
    expect(await readJournal({ path, schema })).toMatchObject({ records: [{ n: 1 }], state: 'torn' })
    expect(await readFile(path, 'utf8')).toContain('torn')
  }))

test('replacing leaves only the new records, and what is appended after the call follows them', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'j.ndjson')
    const journal = await openJournal({ path, schema })
    await Promise.all([
      journal.append({ n: 1 }),
      journal.replaceAll([{ n: 10 }]),
      journal.append({ n: 11 }),
      journal.append({ n: 12 }),
    ])
    await journal.close()
    expect((await reopened(path)).map((entry) => entry.n)).toEqual([10, 11, 12])
  }))

test('a closed journal takes nothing more', () =>
  inTemporaryFolder(async (folder) => {
    const journal = await openJournal({ path: join(folder, 'j.ndjson'), schema })
    await journal.close()
    expect(() => journal.append({ n: 1 })).toThrow('journal is open')
  }))

/** Appends 0..n one by one, replaces once, and tells which were acknowledged and which refused. */
async function scripted(journal: Journal<Entry>): Promise<{ kept: number[]; refused: number[] }> {
  let kept: number[] = []
  const refused: number[] = []
  for (let n = 0; n < 6; n++) {
    const [done, undone] = n === 3 ? [[100], [...kept]] : [[...kept, n], []]
    const step = n === 3 ? journal.replaceAll([{ n: 100 }]) : journal.append({ n, text: 'x'.repeat(40) })
    await step.then(
      () => {
        kept = done
        refused.push(...undone)
      },
      () => refused.push(n === 3 ? 100 : n),
    )
  }
  return { kept, refused }
}

async function callsOfScript(): Promise<number> {
  return inTemporaryFolder(async (folder) => {
    const disk = faultyFiles(() => 'works')
    const journal = await openJournal({ path: join(folder, 'j.ndjson'), schema, files: disk.files })
    await scripted(journal)
    await journal.close()
    return disk.calls.length
  })
}

test.each<Fate>([{ code: 'ENOSPC' }, { code: 'EIO' }, 'short'])(
  'with %s at any one system call nothing acknowledged is lost and nothing refused turns up',
  async (fate) => {
    const calls = await callsOfScript()
    expect(calls).toBeGreaterThan(20)
    for (let at = 0; at < calls; at++) {
      await inTemporaryFolder(async (folder) => {
        const path = join(folder, 'j.ndjson')
        const disk = faultyFiles((call) => (call.index === at ? fate : 'works'))
        const journal = await openJournal({ path, schema, files: disk.files }).catch(() => null)
        if (!journal) return disk.dispose()
        const { kept, refused } = await scripted(journal)
        await journal.close().catch(() => undefined)
        await disk.dispose()
        const found = (await reopened(path)).map((entry) => entry.n)
        // A replacement whose last flush failed was refused but stands; then it stands whole.
        if (found.includes(100) && !kept.includes(100)) expect(found).toEqual([100, ...kept.filter((n) => n > 3)])
        else expect(found).toEqual(kept)
        expect(refused.length + kept.length).toBeGreaterThanOrEqual(5)
      })
    }
  },
)

test('a crash in any system call loses nothing that was acknowledged', async () => {
  const calls = await callsOfScript()
  for (let at = 0; at < calls; at++) {
    await inTemporaryFolder(async (folder) => {
      const path = join(folder, 'j.ndjson')
      const disk = faultyFiles((call) => (call.index === at ? 'crash' : 'works'))
      const journal = await openJournal({ path, schema, files: disk.files }).catch(() => null)
      const { kept } = journal ? await scripted(journal) : { kept: [] }
      await disk.dispose()
      const found = (await reopened(path)).map((entry) => entry.n)
      const replaced = found[0] === 100 && kept[0] !== 100
      if (!replaced) expect(found.slice(0, kept.length)).toEqual(kept)
      expect(found.length - (replaced ? 0 : kept.length)).toBeLessThanOrEqual(1)
    })
  }
})

test('no bytes whatever make the reader throw, and good lines before the damage are found', () => {
  const good = Buffer.from(journalLine({ n: 7 }))
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const content = readJournalBytes(Buffer.concat([good, bytes]), schema)
      expect(content.records[0]).toEqual({ n: 7 })
    }),
  )
})

test('one flipped bit anywhere is noticed', () => {
  const whole = Buffer.from(three.map((entry) => journalLine(entry)).join(''))
  for (let at = 0; at < whole.length * 8; at++) {
    const bytes = Buffer.from(whole)
    bytes[at >> 3] = bytes[at >> 3]! ^ (1 << (at & 7))
    const content = readJournalBytes(bytes, schema)
    const lost = content.records.length < three.length
    // The last newline is the one byte whose loss costs nothing.
    expect(lost || content.newlineMissing).toBe(true)
    expect(three.slice(0, content.records.length)).toEqual(content.records)
  }
})
