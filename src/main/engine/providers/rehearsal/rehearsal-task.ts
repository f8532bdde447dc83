import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { generationRequestSchema, type GenerationRequest } from '../../../../shared/models/request'
import { writeDurably } from '../../project/durable-write'
import { errorCode } from '../../project/file-problem'

const taskSchema = z
  .object({
    request: generationRequestSchema,
    seed: z.int().min(0),
    ending: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('failed'), reason: z.string() }).readonly(),
        z.object({ kind: z.literal('cancelled') }).readonly(),
      ])
      .nullable(),
  })
  .readonly()
export type RehearsalTask = z.infer<typeof taskSchema>

/** Where the files of a task lie. */
export interface TaskFiles {
  readonly task: string
  readonly picture: string
  /** The picture it ends on, where there is one. */
  readonly endPicture: string
  readonly part: string
  readonly clip: string
}

export function taskFiles(folder: string, taskId: string): TaskFiles {
  const file = (ending: string): string => join(folder, `${taskId}${ending}`)
  return {
    task: file('.json'),
    picture: file('.png'),
    endPicture: file('.end.png'),
    part: file('.part'),
    clip: file('.mp4'),
  }
}

/** The task's name follows from the attempt's, so that a repeated create finds the task it made before. */
export function taskIdOf(key: string): string {
  return `rehearsal-${key}`
}

/** A seed for a request that names none: the same for the same attempt. */
function pickSeed(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE()
}

export async function fileExists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
}

/** The task as it was written, or null when there is none that can be read. */
export async function readTask(path: string): Promise<RehearsalTask | null> {
  try {
    const parsed = taskSchema.safeParse(JSON.parse(await readFile(path, 'utf8')))
    return parsed.success ? parsed.data : null
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError) return null
    throw error
  }
}

export async function writeTask(path: string, task: RehearsalTask): Promise<void> {
  await writeDurably(path, JSON.stringify(task))
}

/**
 * Keeps everything a task needs, its pictures first: once the task file is there, the rehearsal no longer depends on the
 * project. Rejects with ExpectedError; then there is no task.
 */
export async function keepTask(
  folder: string,
  key: string,
  request: GenerationRequest,
  pictures: { readonly start: Uint8Array; readonly end: Uint8Array | null },
): Promise<void> {
  const files = taskFiles(folder, taskIdOf(key))
  await mkdir(folder, { recursive: true })
  await writeDurably(files.picture, pictures.start)
  if (pictures.end) await writeDurably(files.endPicture, pictures.end)
  await writeTask(files.task, { request, seed: request.seed ?? pickSeed(key), ending: null })
}

/** Removes all files of a task, the task file last. */
export async function removeTask(files: TaskFiles): Promise<void> {
  for (const path of [files.part, files.clip, files.picture, files.endPicture, files.task])
    await rm(path, { force: true })
}
