import { z } from 'zod'

/** What a call is for: faults are asked for by it. */
export const callKinds = ['create', 'poll', 'cancel', 'upload', 'storage', 'organization', 'list', 'download'] as const

export type CallKind = (typeof callKinds)[number]

/** With `takesEffect` the call is carried out first, so a task may exist although the answer says nothing of it. */
const takesEffect = z.boolean().default(false)
const milliseconds = z.number().min(0).max(3_600_000)
const status = z.int().min(200).max(599)

const actionSchema = z.discriminatedUnion('kind', [
  /** Another status than the right one. `retryAfter` is the header as it is sent: seconds or a date. */
  z.strictObject({
    kind: z.literal('status'),
    status,
    retryAfter: z.string().optional(),
    body: z.unknown().optional(),
    takesEffect,
  }),
  /** A page where data is expected. */
  z.strictObject({ kind: z.literal('html'), status: status.default(200), takesEffect }),
  z.strictObject({
    kind: z.literal('redirect'),
    status: z.union([z.literal(301), z.literal(302), z.literal(303), z.literal(307), z.literal(308)]).default(302),
    location: z.string(),
    takesEffect,
  }),
  /** No answer at all, until the client or the simulator gives up. */
  z.strictObject({ kind: z.literal('stall'), takesEffect }),
  /** The connection is cut: before the request was read, after it was read, or after it was carried out. */
  z.strictObject({ kind: z.literal('drop'), when: z.enum(['beforeReading', 'beforeEffect', 'afterEffect']) }),
  /** All of these are carried out, and the right answer is spoilt on its way. Real milliseconds, whatever the clock. */
  z.strictObject({ kind: z.literal('withoutId') }),
  z.strictObject({ kind: z.literal('truncatedJson') }),
  z.strictObject({ kind: z.literal('slowBody'), milliseconds }),
  z.strictObject({ kind: z.literal('trickle'), bytesPerSecond: z.int().min(1) }),
  /** Half the body, then the connection is reset. */
  z.strictObject({ kind: z.literal('resetMidBody') }),
  /** Half the body, then nothing more, until the client or the simulator gives up. */
  z.strictObject({ kind: z.literal('stallMidBody') }),
  /** Half the body and a proper end, without a length that would tell. */
  z.strictObject({ kind: z.literal('truncate') }),
  /** A content-length that is off by so many bytes. */
  z.strictObject({ kind: z.literal('wrongLength'), by: z.int() }),
  /** Some bytes in the middle are others. */
  z.strictObject({ kind: z.literal('corrupt') }),
])

export const faultSchema = z.strictObject({
  call: z.enum(callKinds),
  times: z.union([z.int().min(1), z.literal('always')]).default(1),
  /** So many calls of the kind go well before. */
  skip: z.int().min(0).default(0),
  action: actionSchema,
})

export type FaultAction = z.infer<typeof actionSchema>
/** A fault as it is asked for. */
export type FaultOrder = z.input<typeof faultSchema>

interface WaitingFault {
  readonly call: CallKind
  readonly action: FaultAction
  times: number
  skip: number
}

/** Faults that wait for their calls; for one kind they come in the order in which they were asked for. */
export class FaultBox {
  readonly #waiting: WaitingFault[] = []

  add(order: FaultOrder): void {
    const { call, action, times, skip } = faultSchema.parse(order)
    this.#waiting.push({ call, action, times: times === 'always' ? Number.POSITIVE_INFINITY : times, skip })
  }

  /** The fault for a call that has just come. */
  take(call: CallKind | null): FaultAction | null {
    const index = this.#waiting.findIndex((fault) => fault.call === call)
    const fault = this.#waiting[index]
    if (!fault) return null
    if (fault.skip > 0) {
      fault.skip -= 1
      return null
    }
    fault.times -= 1
    if (fault.times === 0) this.#waiting.splice(index, 1)
    return fault.action
  }

  clear(): void {
    this.#waiting.length = 0
  }

  /** How many are left, for tests that must have used them up. */
  left(): number {
    return this.#waiting.length
  }
}
