import { z } from 'zod'

/**
 * Identifiers are opaque, file-name-safe strings: they become names in `takes/` and hosts in `media://`,
 * so the pattern is the whole containment rule for them.
 */
const opaqueId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/)

export const projectIdSchema = opaqueId.brand<'ProjectId'>()
export const shotIdSchema = opaqueId.brand<'ShotId'>()
export const clipIdSchema = opaqueId.brand<'ClipId'>()
export const takeIdSchema = opaqueId.brand<'TakeId'>()
export const soundIdSchema = opaqueId.brand<'SoundId'>()
export const referenceIdSchema = opaqueId.brand<'ReferenceId'>()
export const markerIdSchema = opaqueId.brand<'MarkerId'>()
export const attemptIdSchema = opaqueId.brand<'AttemptId'>()
export const approvalIdSchema = opaqueId.brand<'ApprovalId'>()
export const exportIdSchema = opaqueId.brand<'ExportId'>()
/** The lower-case hexadecimal SHA-256 of an asset's bytes. */
export const assetIdSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'AssetId'>()

export type ProjectId = z.infer<typeof projectIdSchema>
export type ShotId = z.infer<typeof shotIdSchema>
export type ClipId = z.infer<typeof clipIdSchema>
export type TakeId = z.infer<typeof takeIdSchema>
export type SoundId = z.infer<typeof soundIdSchema>
export type ReferenceId = z.infer<typeof referenceIdSchema>
export type MarkerId = z.infer<typeof markerIdSchema>
export type AttemptId = z.infer<typeof attemptIdSchema>
export type ApprovalId = z.infer<typeof approvalIdSchema>
export type ExportId = z.infer<typeof exportIdSchema>
export type AssetId = z.infer<typeof assetIdSchema>
