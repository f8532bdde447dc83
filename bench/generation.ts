// Paid tasks in numbers: 500 in flight at the simulator (requests a second, processor, memory), and a journal of 10,000
// jobs (time to open, and to take up its work). Limits: 10 requests a second in all, as the polling promises.
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { journalLine } from '../src/main/engine/project/journal-text'
import { systemClock } from '../src/main/engine/generation/clock'
import { openGenerationJournal } from '../src/main/engine/generation/generation-journal'
import { GenerationQueue } from '../src/main/engine/generation/generation-queue'
import { windowJobs } from '../src/main/engine/generation/window-jobs'
import { createDownloadClip } from '../src/main/engine/generation/download-clip'
import { accountOf } from '../src/main/engine/generation/testing/accounts-at'
import { createAccounts } from '../src/main/engine/providers/create-accounts'
import type { Provider } from '../src/main/engine/providers/provider'
import { createKeyVault } from '../src/main/engine/secrets/key-vault'
import type { AttemptId, ProjectId } from '../src/shared/ids'
import { ledgerOf, spentOf } from '../src/shared/jobs/ledger'
import type { JobRecord } from '../src/shared/jobs/job-record'
import { startSimulator, type Simulator } from '../src/simulator/start-simulator'
import { listPrices } from '../src/shared/models/prices'
import { buildRequest, completeRequest, payloadHashOf } from '../src/shared/models/build-request'
import { noInputs } from '../src/shared/models/request'
import { noTakes, sampleDocument, sampleShot } from '../src/test-support/sample-film'

const inFlight = 500
const watched = 60_000
const mostRequests = 10
const old = 10_000
const at = '2030-01-01T00:00:00.000Z'
const project = 'bench' as ProjectId
const megabyte = 1024 * 1024

const none: ReadonlySet<never> = new Set<never>()
const shot = { ...sampleShot(1), provider: 'runway', model: 'gen4.5', seconds: 2, prompt: 'a harbour at dawn' }
const context = { takes: noTakes, awaited: none, circular: none, prices: listPrices.perSecond }
const { planned, price } = buildRequest(shot, { ...context, document: sampleDocument({ shots: [shot], clips: [] }) })
const request = completeRequest(planned, noTakes, noInputs)

/** Records of one shot from its approval to the state it is left in. */
function* life(number: number, taskId: string, done: boolean): Generator<JobRecord> {
  const attemptId = `a${number}` as AttemptId
  const of = { at, attemptId }
  const items = [{ attemptId, planned, price, after: [] }]
  yield { kind: 'approval', at, approvalId: `p${number}` as never, quoteHash: 'h', total: 240_000, items }
  yield { ...of, kind: 'intent', request, payloadHash: payloadHashOf(request), estimate: price }
  yield { ...of, kind: 'sending', endpoint: null, balance: null }
  yield { ...of, kind: 'answered', answer: { kind: 'accepted', taskId, estimate: price } }
  if (!done) return
  yield { ...of, kind: 'status', status: { kind: 'succeeded', seed: 1, cost: price } }
  yield { ...of, kind: 'downloading', takeId: `t${number}` as never }
  const size = { width: 1280, height: 720 }
  const clip = { sha256: '0'.repeat(64), bytes: 1, frames: 48, rate: [24, 1] as never, size, hasAudio: false }
  yield { ...of, kind: 'verified', clip }
  yield { ...of, kind: 'committed', place: 'project' }
}

async function writeJournal(folder: string, lives: Iterable<Iterable<JobRecord>>): Promise<number> {
  const path = join(folder, `${project}.ndjson`)
  await mkdir(folder, { recursive: true })
  const lines: string[] = []
  for (const one of lives) for (const record of one) lines.push(journalLine(record))
  await writeFile(path, lines.join(''))
  return (await stat(path)).size
}

/** Tasks that run for longer than the benchmark. */
async function makeTasks(simulator: Simulator): Promise<string[]> {
  const headers = {
    authorization: `Bearer ${simulator.key}`,
    'x-runway-version': '2024-11-06',
    'content-type': 'application/json',
  }
  const body = JSON.stringify({ model: 'gen4.5', promptText: 'x', ratio: '1280:720', duration: 2 })
  const ids: string[] = []
  for (let count = 0; count < inFlight; count++) {
    const answer = await fetch(`${simulator.baseUrl}/v1/text_to_video`, { method: 'POST', headers, body })
    ids.push(((await answer.json()) as { id: string }).id)
  }
  return ids
}

function runwayAt(simulator: Simulator, folder: string): Provider {
  const keychain = { get: async () => simulator.key, set: async () => undefined, delete: async () => undefined }
  const accounts = createAccounts({
    vault: createKeyVault({ keychain, learn: () => undefined }),
    baseUrl: () => simulator.baseUrl,
    saveBaseUrl: () => undefined,
    listed: () => [],
    saveListed: () => undefined,
    now: () => new Date(),
    onChange: () => undefined,
  })
  const download = createDownloadClip()
  return accountOf(accounts, 'runway').openProvider({ inputs: folder, download, elapsed: () => systemClock.elapsed() })
}

const never = (): never => {
  throw new Error('nothing is sent or fetched here')
}

async function watchTasks(folder: string): Promise<void> {
  const tier = { concurrent: inFlight, daily: null, monthly: 1_000_000, models: {} }
  const simulator = await startSimulator({
    ffmpeg: null,
    runMs: 3_600_000,
    accounts: [{ key: `key_${'0'.repeat(128)}`, balance: 1_000_000, tier }],
  })
  try {
    const ids = await makeTasks(simulator)
    await writeJournal(
      folder,
      ids.map((id, index) => life(index, id, false)),
    )
    const journal = await openGenerationJournal(folder, project, () => new Date())
    let changes = 0
    const queue = new GenerationQueue({
      journal,
      providers: [runwayAt(simulator, folder)],
      clock: systemClock,
      newId: randomUUID,
      now: () => new Date(),
      log: () => undefined,
      arrival: { fetch: never, keep: never, clear: never },
      prepare: never,
      restore: never,
      mayNotSpend: () => null,
      placeFor: () => 'project',
      onTake: () => undefined,
      onChange: () => void changes++,
      onProblem: () => undefined,
    })
    const asked = (): number => simulator.control.requests().length
    const [before, cpu, began] = [asked(), process.cpuUsage(), performance.now()]
    queue.wake()
    await new Promise((resolve) => setTimeout(resolve, watched))
    const seconds = (performance.now() - began) / 1000
    const used = process.cpuUsage(cpu)
    const perSecond = (asked() - before) / seconds
    const polls = simulator.control
      .requests()
      .slice(before)
      .filter(({ route }) => route.includes('tasks'))
    const seen = new Set(polls.map(({ id }) => id)).size
    await queue.close()
    await journal.close()
    const share = (used.user + used.system) / 1e6 / seconds
    process.stdout.write(
      [
        `${inFlight} tasks in flight, watched for ${seconds.toFixed(0)} s (queue and simulator in one process):`,
        `  requests a second       ${perSecond.toFixed(2).padStart(8)}   x${(perSecond / mostRequests).toFixed(2)} of the limit of ${mostRequests}`,
        `  tasks asked for at least once ${String(seen).padStart(4)}   x${(seen / inFlight).toFixed(2)} of all`,
        `  processor               ${(share * 100).toFixed(1).padStart(8)} % of one core`,
        `  memory                  ${(process.memoryUsage().rss / megabyte).toFixed(0).padStart(8)} MB`,
        `  changes told            ${String(changes).padStart(8)}`,
        '',
      ].join('\n'),
    )
  } finally {
    await simulator.close()
  }
}

function timed<Value>(work: () => Value): { readonly value: Value; readonly ms: number } {
  const began = performance.now()
  const value = work()
  return { value, ms: performance.now() - began }
}

async function openOldJournal(folder: string): Promise<void> {
  const lives = Array.from({ length: old }, (_, index) => life(index, `task-${index}`, true))
  const bytes = await writeJournal(folder, lives)
  const began = performance.now()
  const journal = await openGenerationJournal(folder, project, () => new Date())
  const opened = performance.now() - began
  const shown = timed(() => windowJobs(journal.book, () => ({ progress: null, hold: null })))
  const ledger = timed(() => spentOf(ledgerOf(journal.book)))
  await journal.close()
  process.stdout.write(
    [
      `a journal of ${old} jobs, ${(bytes / megabyte).toFixed(1)} MB:`,
      `  open                    ${opened.toFixed(0).padStart(8)} ms   ${((opened * 1000) / old).toFixed(0)} µs a job`,
      `  jobs for the window     ${shown.ms.toFixed(1).padStart(8)} ms   ${shown.value.length} shown`,
      `  ledger and its sums     ${ledger.ms.toFixed(1).padStart(8)} ms`,
      '',
    ].join('\n'),
  )
}

const folder = await mkdtemp(join(tmpdir(), 'seamline-bench-'))
try {
  await openOldJournal(join(folder, 'old'))
  await watchTasks(join(folder, 'flight'))
} finally {
  await rm(folder, { recursive: true, force: true })
}
