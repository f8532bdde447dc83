import { z } from 'zod'

/** What the key window says about the key it asks for. */
export interface KeyPrompt {
  readonly provider: string
  readonly label: string
  /** False while another server than the provider's own is set. */
  readonly official: boolean
  readonly baseUrl: string
  /** Why keys can't be kept in the system's keychain, in plain words; null when they can. */
  readonly keychainProblem: string | null
  /** The last characters of the key that is there already; null when there is none. */
  readonly replaces: string | null
}

export const keySubmissionSchema = z.object({ key: z.string().max(4000), place: z.enum(['keychain', 'session']) })
export type KeySubmission = z.infer<typeof keySubmissionSchema>

/** What the key window's preload puts on its page; each answers with a `Result` whose problem is plain words. */
export interface KeyWindowApi {
  prompt(): Promise<unknown>
  submit(submission: KeySubmission): Promise<unknown>
  close(): Promise<unknown>
}
