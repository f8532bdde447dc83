import { z } from 'zod'

/** Every way a request to the engine can end badly, as data. `message` is plain words for the user. */
export const appErrorSchema = z
  .object({
    kind: z.enum([
      'badRequest',
      'noProject',
      'readOnly',
      'conflict',
      'cancelled',
      'notFound',
      'diskFull',
      'fileProblem',
      'ffmpegProblem',
      'mediaProblem',
      /** A provider or its account: a key, a limit, a connection. */
      'providerProblem',
      'unexpected',
    ]),
    message: z.string(),
  })
  .readonly()
export type AppError = z.infer<typeof appErrorSchema>

/** Thrown inside handlers for an expected failure; the IPC boundary turns it into data. */
export class ExpectedError extends Error {
  readonly kind: AppError['kind']

  constructor(kind: AppError['kind'], message: string) {
    super(message)
    this.kind = kind
  }
}
