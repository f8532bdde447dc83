import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { z } from 'zod'
import type { AppError } from '../../shared/ipc/app-error'
import { importDroppedChannel, requestChannels, type RequestChannel } from '../../shared/ipc/channels'
import { requests, type ImportResult, type ParsedInput, type RequestOutput } from '../../shared/ipc/contract'
import { shotIdSchema, type ShotId } from '../../shared/ids'
import { fail, succeed, type Result } from '../../shared/result'
import { toAppError } from './to-app-error'
import { isTrustedSender } from './trusted-sender'
import { weigh } from './weigh'

/** One function a channel; a missing or extra one does not compile. */
export type Handlers = {
  readonly [Channel in RequestChannel]: (
    input: ParsedInput<Channel>,
  ) => RequestOutput<Channel> | Promise<RequestOutput<Channel>>
}

export interface ServedApp {
  readonly handlers: Handlers
  readonly importDropped: (paths: readonly string[], shotId: ShotId | null) => Promise<ImportResult>
  readonly log: (message: string) => void
}

/** Bytes. */
const largestInput = 1_000_000
/** An edit of every shot of a long film carries each of them twice, as it was and as it is. */
const largestEdit = 32_000_000
/** `shotId`: the shot that videos become takes of. */
const droppedSchema = z.object({
  paths: z.array(z.string().max(4096)).max(2000),
  shotId: shotIdSchema.nullable().default(null),
})

function refuse(message: string): { readonly ok: false; readonly problem: AppError } {
  return fail({ kind: 'badRequest', message })
}

/** The input as its schema knows it; null when it is anything else. */
function parse(schema: z.ZodType, input: unknown): { readonly data: unknown } | null {
  try {
    const parsed = schema.safeParse(input)
    return parsed.success ? parsed : null
  } catch {
    // What a message can hold and a schema can't (a byte array where a list belongs) makes the schema itself throw.
    return null
  }
}

type Step = (input: unknown) => Promise<unknown>

async function answer(
  event: IpcMainInvokeEvent,
  input: unknown,
  { schema, largest }: { readonly schema: z.ZodType; readonly largest: number },
  run: Step,
  log: ServedApp['log'],
): Promise<Result<unknown, AppError>> {
  if (!isTrustedSender(event)) return refuse('This page may not talk to the app.')
  if (weigh(input) > largest) return refuse('That request is too large.')
  const parsed = parse(schema, input)
  if (!parsed) return refuse('That request is not well formed.')
  try {
    return succeed(await run(parsed.data))
  } catch (error) {
    return fail(toAppError(error, log))
  }
}

/** Opens every channel of the contract: sender checked, input parsed, failures returned as data. */
export function serve({ handlers, importDropped, log }: ServedApp): void {
  for (const channel of requestChannels) {
    const run = handlers[channel] as Step
    const { input: schema } = requests[channel]
    const largest = channel === 'document:apply' ? largestEdit : largestInput
    ipcMain.handle(channel, (event, input) => answer(event, input, { schema, largest }, run, log))
  }
  const importStep: Step = (input) => {
    const { paths, shotId } = input as z.output<typeof droppedSchema>
    return importDropped(paths, shotId)
  }
  const dropped = { schema: droppedSchema, largest: largestInput }
  ipcMain.handle(importDroppedChannel, (event, input) => answer(event, input, dropped, importStep, log))
}
