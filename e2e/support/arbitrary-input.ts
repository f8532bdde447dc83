import fc from 'fast-check'
import { importDroppedChannel, requestChannels, type RequestChannel } from '../../src/shared/ipc/channels'
import { requests } from '../../src/shared/ipc/contract'

/** One call of the bridge with a value that no part of the window would send. */
export interface ArbitraryCall {
  readonly channel: RequestChannel | typeof importDroppedChannel
  readonly input: unknown
}

/** Requests that a well-formed call would carry out: open a dialog, go to another film, end this one or write it. */
const doing: readonly RequestChannel[] = [
  'project:new',
  'project:openDialog',
  'project:openSample',
  'project:saveAs',
  'versions:restore',
  'project:save',
  'project:close',
  'document:apply',
  'import:dialog',
  'takes:addFootage',
  'export:start',
  'ledger:export',
  'shots:export',
  'storyboard:export',
  'settings:chooseFilmsFolder',
]

/** Opens the window for a key and waits until somebody closes it. */
function asksForKey({ channel, input }: ArbitraryCall): boolean {
  return channel === 'accounts:enterKey' && (input as { provider?: unknown } | null)?.provider === 'runway'
}

function wouldBeDone(call: ArbitraryCall): boolean {
  const { channel, input } = call
  if (asksForKey(call)) return true
  if (channel === importDroppedChannel || !doing.includes(channel)) return false
  try {
    return requests[channel].input.safeParse(input).success
  } catch {
    // Bytes in the place of a list make the schema throw; the app has to refuse them.
    return false
  }
}

// The driver that carries values into the page would take this key for the prototype.
const key = fc.string().filter((text) => text !== '__proto__')
const value = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.anything({ key, maxDepth: 4, withBigInt: true, withTypedArray: true, withSparseArray: true }),
  },
  { weight: 1, arbitrary: fc.date({ noInvalidDate: true }) },
)

const id = fc.oneof(
  fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/),
  fc.constantFrom('s1', 's2', 'c1', '__proto__', 'constructor', '../../etc', '', '/etc/passwd', 'a'.repeat(70)),
)

/** The names that the contract's inputs have, so that values get past the first look. */
const almost = fc.record(
  {
    theme: fc.oneof(fc.constantFrom('dark', 'light', 'system'), value),
    id,
    choice: fc.oneof(fc.constantFrom('recover', 'keepSaved'), value),
    kind: fc.oneof(fc.constantFrom('pictures', 'sound'), value),
    url: fc.oneof(
      fc.constantFrom('https://127.0.0.1/a.png', 'https://[::1]/', 'file:///etc/passwd', 'http://a.b'),
      value,
    ),
    shotIds: fc.oneof(fc.array(id, { maxLength: 4 }), value),
    quoteHash: fc.oneof(fc.string(), value),
    attemptId: fc.oneof(id, value),
    takeId: fc.oneof(id, value),
    exportId: fc.oneof(id, value),
    message: fc.oneof(fc.string(), value),
    baseRevision: fc.oneof(fc.integer({ min: -1, max: 9 }), value),
    label: fc.oneof(fc.string(), value),
    diff: fc.oneof(
      fc.array(
        fc.record({
          table: fc.constantFrom('settings', 'track', 'assets', 'shots', 'clips', 'marks', 'sounds', '__proto__'),
          id,
          before: fc.oneof(fc.constant(null), value),
          after: fc.oneof(fc.constant(null), value, fc.record({ id })),
        }),
        { maxLength: 3 },
      ),
      value,
    ),
    provider: fc.oneof(fc.constantFrom('runway', 'rehearsal', '../runway', '__proto__'), value),
    baseUrl: fc.oneof(fc.constantFrom('', 'http://127.0.0.1:1', 'javascript:alert(1)', 'https://a:b@c.d'), value),
    prices: fc.oneof(fc.dictionary(fc.string(), fc.oneof(fc.integer(), value)), value),
    paper: fc.oneof(fc.constantFrom('A4', 'Letter', 'A0'), value),
    paused: fc.oneof(fc.boolean(), value),
    listed: fc.oneof(fc.boolean(), value),
    before: fc.oneof(id, fc.constant(null), value),
    settlement: fc.oneof(fc.record({ how: fc.constantFrom('task', 'fetchAgain', 'dismiss'), taskId: id }), value),
    missing: fc.oneof(fc.constantFrom('refuse', 'stills'), value),
    rehearsalMark: fc.oneof(fc.boolean(), value),
    items: fc.oneof(fc.array(value, { maxLength: 2 }), value),
    paths: fc.oneof(fc.array(id, { maxLength: 3 }), value),
  },
  { requiredKeys: [] },
)

/** `count` calls over every channel, the same ones for the same seed. */
export function arbitraryCalls(count: number, seed: number): ArbitraryCall[] {
  const channel = fc.constantFrom(...requestChannels, importDroppedChannel)
  const call = fc.record({ channel, input: fc.oneof(value, almost) })
  return fc.sample(
    call.filter((made) => !wouldBeDone(made)),
    { numRuns: count, seed },
  )
}
