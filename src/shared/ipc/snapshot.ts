import { z } from 'zod'
import { takeSchema } from '../jobs/take'
import { savedDocumentSchema } from '../project/saved-document'
import { queueViewSchema } from './generation-view'

/** The open project as the window mirrors it. */
export const projectSnapshotSchema = z
  .object({
    document: savedDocumentSchema,
    revision: z.int().min(0),
    takes: z.array(takeSchema).readonly(),
    queue: queueViewSchema,
    folderName: z.string(),
    /** Where the folder is, for the title bar's tooltip. */
    location: z.string(),
    saved: z.boolean(),
    /** Set when another process holds the project: who, in words. */
    readOnly: z.string().nullable(),
    /** A recovery newer than the saved film waits for a choice: how many edits, and when the last was. */
    recovery: z.object({ edits: z.int(), lastEditAt: z.iso.datetime() }).readonly().nullable(),
    /** Media that could not be found or read, in words, to show once. */
    notices: z.array(z.string()).readonly(),
    /** True for the sample storyboard: it plays at once and is copied on "save as". */
    sample: z.boolean(),
  })
  .readonly()
export type ProjectSnapshot = z.infer<typeof projectSnapshotSchema>
