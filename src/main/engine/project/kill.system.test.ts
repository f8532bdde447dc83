import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startEditing, type Said } from './testing/editing-process'
import { atDesk, editIn, titled, type Desk } from './testing/open-for-test'

/** How often a process is killed while it edits; SEAMLINE_KILL_ROUNDS=200 is the full kit. */
const rounds = Number(process.env['SEAMLINE_KILL_ROUNDS'] ?? 10)
const atOnce = 5
const allowedLossMilliseconds = 1000

interface Killed {
  readonly said: readonly Said[]
  readonly at: number
}

async function killWhileEditing(desk: Desk, name: string, after: number): Promise<Killed> {
  const editing = startEditing(join(desk.folder, name), desk.deps.appData)
  await editing.begun
  await Promise.race([delay(after), editing.ended])
  const at = editing.kill()
  expect(await editing.ended).toBe('')
  return { said: editing.said, at }
}

/** Opens the project as a person would who finds it after the crash; gives the last edit that is there. */
async function reopen(desk: Desk, name: string): Promise<number> {
  const session = await desk.open(name)
  expect(session.readOnly).toBeNull()
  expect(session.notices.filter((notice) => !notice.includes('lock was taken over'))).toEqual([])
  await session.recover('recover')
  const edit = Number(session.document.settings.title)
  await session.close({ save: edit % 2 === 0 })
  return edit
}

function lastOf(said: readonly Said[], word: string, until = Infinity): number {
  return Math.max(0, ...said.filter((line) => line.word === word && line.at <= until).map((line) => line.edit))
}

/** Milliseconds between the kill and the oldest edit that is lost; 0 when none is. */
function lossOf({ said, at }: Killed, found: number): number {
  const lost = said.filter((line) => line.word === 'made' && line.edit > found)
  return lost.length === 0 ? 0 : at - Math.min(...lost.map((line) => line.at))
}

async function oneRound(desk: Desk, name: string): Promise<{ loss: number; edits: number }> {
  const killed = await killWhileEditing(desk, name, randomInt(1300))
  const found = await reopen(desk, name)
  expect(found).toBeGreaterThanOrEqual(lastOf(killed.said, 'begun'))
  expect(found).toBeGreaterThanOrEqual(lastOf(killed.said, 'saved'))
  expect(found).toBeLessThanOrEqual(lastOf(killed.said, 'made') + 1)
  return { loss: lossOf(killed, found), edits: killed.said.filter((line) => line.word === 'made').length }
}

test(
  `killed ${rounds} times while it edits, a project opens and lacks at most the last second`,
  {
    timeout: 30_000 + rounds * 5000,
  },
  () =>
    atDesk(async (desk) => {
      const losses: number[] = []
      let edits = 0
      const worker = async (name: string): Promise<void> => {
        const session = await desk.create(name)
        editIn(session, 'Rename', titled('0'))
        await session.close()
        for (let round = 0; round < Math.ceil(rounds / atOnce); round++) {
          const result = await oneRound(desk, name)
          losses.push(result.loss)
          edits += result.edits
        }
      }
      await Promise.all(Array.from({ length: Math.min(atOnce, rounds) }, (_, n) => worker(`film ${n}`)))
      expect(Math.max(...losses)).toBeLessThanOrEqual(allowedLossMilliseconds)
      expect(edits).toBeGreaterThan(rounds)
      if (rounds > 10) console.info(`${losses.length} kills, ${edits} edits, longest loss ${Math.max(...losses)} ms`)
    }),
)
