import { z } from 'zod'

export const exportOptionsSchema = z
  .object({
    /** What stands in for shots without a take. `refuse`: the list of what is missing is returned instead. */
    missing: z.enum(['stills', 'refuse']),
    /** Burn the rehearsal mark into rehearsed shots. Off: takes that agree are copied, not encoded again. */
    rehearsalMark: z.boolean(),
  })
  .readonly()
export type ExportOptions = z.infer<typeof exportOptionsSchema>

export const exportReportSchema = z
  .object({
    path: z.string(),
    fileName: z.string(),
    frames: z.int(),
    seconds: z.number(),
    bytes: z.int(),
    /** `copy`: no frame was encoded for this film; `encoded`: some were (dissolves, stills, marks, cuts between key frames). */
    method: z.enum(['copy', 'encoded']),
    elapsedSeconds: z.number(),
  })
  .readonly()
export type ExportReport = z.infer<typeof exportReportSchema>
