import { z } from 'zod'
import { fail, succeed, type Result } from '../result'
import type { FilmDocument } from './document'
import { findBrokenInvariant } from './invariants'
import { documentFromSaved, savedDocumentSchema } from './saved-document'

/** The version of the saved document that this program writes. */
export const currentVersion = 1

/** One named step from a version of the saved document to the next. */
export interface Migration {
  readonly name: string
  /** The version it starts from; it leads to the one after. */
  readonly from: number
  /** The migrated document, or a problem in words when the data is not what that version wrote. */
  readonly migrate: (document: unknown) => Result<unknown, string>
}

/** A step whose input is checked against what that version wrote. */
export function migration<Old>(
  from: number,
  name: string,
  schema: z.ZodType<Old>,
  step: (old: Old) => unknown,
): Migration {
  return {
    from,
    name,
    migrate: (document) => {
      const old = schema.safeParse(document)
      return old.success ? succeed(step(old.data)) : fail(firstIssue(old.error))
    },
  }
}

const migrations: readonly Migration[] = []

export type ProjectDataProblem =
  | { readonly kind: 'tooNew'; readonly version: number }
  /** Not a project, or a damaged one; `detail` says where. */
  | { readonly kind: 'broken'; readonly detail: string }

export interface ProjectData {
  readonly document: FilmDocument
  /** Names of the migrations that were needed, in order. */
  readonly migrated: readonly string[]
}

const envelopeSchema = z.object({ version: z.int().min(0).max(1_000_000), document: z.unknown() })

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0]
  const path = issue?.path.map(String).join('.').slice(0, 200)
  return path ? `${path}: ${issue?.message ?? 'wrong'}` : 'it is not a film'
}

function broken(detail: string): Result<never, ProjectDataProblem> {
  return fail({ kind: 'broken', detail })
}

function documentOf(saved: unknown): Result<FilmDocument, string> {
  const parsed = savedDocumentSchema.safeParse(saved)
  if (!parsed.success) return fail(firstIssue(parsed.error))
  const document = documentFromSaved(parsed.data)
  const problem = findBrokenInvariant(document)
  return problem === null ? succeed(document) : fail(problem)
}

/** The document in what `project.json` holds, brought to the current version. Never throws, whatever the data. */
export function readProjectData(
  data: unknown,
  steps: readonly Migration[] = migrations,
): Result<ProjectData, ProjectDataProblem> {
  const envelope = envelopeSchema.safeParse(data)
  if (!envelope.success) return broken(firstIssue(envelope.error))
  if (envelope.data.version > currentVersion) return fail({ kind: 'tooNew', version: envelope.data.version })
  let saved = envelope.data.document
  const migrated: string[] = []
  for (let version = envelope.data.version; version < currentVersion; version++) {
    const step = steps.find((candidate) => candidate.from === version)
    if (!step) return broken(`no version ${version} was ever written`)
    const next = step.migrate(saved)
    if (!next.ok) return broken(next.problem)
    saved = next.value
    migrated.push(step.name)
  }
  const document = documentOf(saved)
  return document.ok ? succeed({ document: document.value, migrated }) : broken(document.problem)
}
