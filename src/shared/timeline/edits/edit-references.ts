import type { AssetId, ReferenceId, ShotId } from '../../ids'
import {
  referenceSchema,
  settingsSchema,
  shotSchema,
  type FilmDocument,
  type Reference,
  type Settings,
  type Shot,
  type ShotReference,
} from '../../project/document'
import { recordLimits } from '../../project/saved-document'
import { nameKey, referenceNamed, replaceMentions } from '../../references/names'
import { patched, withoutRecords, withRecords } from './records'

function withReference(document: FilmDocument, reference: Reference): FilmDocument {
  return { ...document, references: withRecords(document.references, [reference]) }
}

function arePictures(document: FilmDocument, assetIds: readonly AssetId[]): boolean {
  return assetIds.every((id) => document.assets.get(id)?.kind === 'picture')
}

/** Adds a reference. Impossible when its name is taken or is none, and with pictures that the film does not have. */
export function addReference(document: FilmDocument, { reference }: { readonly reference: Reference }): FilmDocument {
  const { id, name, assetIds } = reference
  if (document.references.has(id) || document.references.size >= recordLimits.references) return document
  if (!referenceSchema.safeParse(reference).success || referenceNamed(document, name) !== null) return document
  if (!arePictures(document, assetIds) || new Set(assetIds).size !== assetIds.length) return document
  return withReference(document, reference)
}

/** Every prompt, and the film's style line, with the new name; null when one of them would grow beyond its limit. */
function renamedMentions(document: FilmDocument, from: string, to: string): FilmDocument | null {
  const key = nameKey(from)
  const renamed = (text: string): string => replaceMentions(text, (name) => (nameKey(name) === key ? `@${to}` : null))
  const shots = [...document.shots.values()].flatMap((shot): Shot[] => {
    const next = patched<Shot>(shot, { prompt: renamed(shot.prompt) })
    return next === shot ? [] : [next]
  })
  const settings = patched<Settings>(document.settings, { style: renamed(document.settings.style) })
  const fits = shots.every((shot) => shotSchema.safeParse(shot).success)
  if (!fits || !settingsSchema.safeParse(settings).success) return null
  return { ...document, settings, shots: shots.length === 0 ? document.shots : withRecords(document.shots, shots) }
}

/**
 * Gives a reference another name, in every prompt that calls it by the old one too. Impossible when another one has the
 * name, when it is none, and when a prompt would grow too long by it.
 */
export function renameReference(
  document: FilmDocument,
  { referenceId, name }: { readonly referenceId: ReferenceId; readonly name: string },
): FilmDocument {
  const reference = document.references.get(referenceId)
  if (!reference || reference.name === name) return document
  const holder = referenceNamed(document, name)
  const next = { ...reference, name }
  if ((holder !== null && holder.id !== referenceId) || !referenceSchema.safeParse(next).success) return document
  const renamed = renamedMentions(document, reference.name, name)
  return renamed === null ? document : withReference(renamed, next)
}

export type ReferencePatch = Partial<Pick<Reference, 'kind' | 'assetIds'>>

/** Changes the kind or the pictures of a reference. Impossible with pictures that the film does not have, or twice one. */
export function changeReference(
  document: FilmDocument,
  { referenceId, patch }: { readonly referenceId: ReferenceId; readonly patch: ReferencePatch },
): FilmDocument {
  const reference = document.references.get(referenceId)
  if (!reference) return document
  const next = patched<Reference>(reference, patch)
  if (next === reference || !referenceSchema.safeParse(next).success) return document
  const isWhole = arePictures(document, next.assetIds) && new Set(next.assetIds).size === next.assetIds.length
  return isWhole ? withReference(document, next) : document
}

/** Takes a reference out of the film and of the shots it is attached to. Prompts go on naming it, and say that it is gone. */
export function deleteReference(
  document: FilmDocument,
  { referenceId }: { readonly referenceId: ReferenceId },
): FilmDocument {
  if (!document.references.has(referenceId)) return document
  const isIt = (one: ShotReference): boolean => one.kind === 'reference' && one.referenceId === referenceId
  const shots = [...document.shots.values()]
    .filter((shot) => shot.references.some(isIt))
    .map((shot): Shot => ({ ...shot, references: shot.references.filter((one) => !isIt(one)) }))
  return {
    ...document,
    references: withoutRecords(document.references, [referenceId]),
    shots: shots.length === 0 ? document.shots : withRecords(document.shots, shots),
  }
}

function sameReference(one: ShotReference, other: ShotReference): boolean {
  if (one.kind === 'reference') return other.kind === 'reference' && one.referenceId === other.referenceId
  return other.kind === 'sound' && one.assetId === other.assetId
}

function canAttach(document: FilmDocument, reference: ShotReference): boolean {
  if (reference.kind === 'reference') return document.references.has(reference.referenceId)
  return document.assets.get(reference.assetId)?.kind === 'sound'
}

interface OfShot {
  readonly shotId: ShotId
  readonly reference: ShotReference
}

/** Lets something go with a shot without being named. Impossible when the film does not have it, or when it does so already. */
export function attachReference(document: FilmDocument, { shotId, reference }: OfShot): FilmDocument {
  const shot = document.shots.get(shotId)
  if (!shot || shot.references.some((one) => sameReference(one, reference))) return document
  if (!canAttach(document, reference)) return document
  const next = { ...shot, references: [...shot.references, reference] }
  return shotSchema.safeParse(next).success ? { ...document, shots: withRecords(document.shots, [next]) } : document
}

/** Takes from a shot what was attached to it. */
export function detachReference(document: FilmDocument, { shotId, reference }: OfShot): FilmDocument {
  const shot = document.shots.get(shotId)
  const left = shot?.references.filter((one) => !sameReference(one, reference))
  if (!shot || !left || left.length === shot.references.length) return document
  return { ...document, shots: withRecords(document.shots, [{ ...shot, references: left }]) }
}
