import type { ReferenceId, ShotId } from '../../shared/ids'
import {
  referenceNameSchema,
  type Asset,
  type FilmDocument,
  type Reference,
  type ShotReference,
} from '../../shared/project/document'
import { mentionsIn, nameKey, referenceNamed } from '../../shared/references/names'
import { addAssets } from '../../shared/timeline/edits/change-settings'
import {
  addReference,
  attachReference,
  changeReference,
  renameReference,
} from '../../shared/timeline/edits/edit-references'
import { announce } from './announcement-store'
import { commit, documentStore } from './document-store'
import { newReferenceId } from './new-ids'

export const kindWords: Readonly<Record<Reference['kind'], string>> = {
  character: 'Character',
  place: 'Place',
  prop: 'Prop',
  style: 'Style',
}

/** What may be a name of what was typed: spaces become `_`, other signs go. */
export function nameFrom(text: string): string {
  return text
    .trim()
    .replaceAll(/[\s.]+/gu, '_')
    .replaceAll(/[^\p{L}\p{M}\p{N}_-]+/gu, '')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 50)
    .replaceAll(/-+$/g, '')
}

/** The name itself, or with a number behind it while another reference has it. */
function freeName(film: FilmDocument, wanted: string): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}_${count}`
    if (referenceNamed(film, name) === null) return name
  }
}

function made(film: FilmDocument, id: ReferenceId, asset: Asset | null): FilmDocument {
  const wanted = asset ? nameFrom(asset.name.replace(/\.[^.]+$/, '')) : ''
  const name = freeName(film, wanted === '' ? 'reference' : wanted)
  const reference: Reference = { id, name, kind: 'character', assetIds: asset ? [asset.id] : [] }
  return addReference(film, { reference })
}

/** Makes a reference of each picture; without any, one without a picture. Tells their ids. */
export function makeReferences(assets: readonly Asset[]): readonly ReferenceId[] {
  const wanted = assets.filter(({ kind }) => kind === 'picture')
  const ids = (wanted.length === 0 ? [null] : wanted).map((asset) => ({ id: newReferenceId(), asset }))
  const label = ids.length === 1 ? 'Add Reference' : `Add ${ids.length} References`
  const added = commit(label, (film) =>
    ids.reduce((so, { id, asset }) => made(so, id, asset), addAssets(film, { assets: wanted })),
  )
  if (added) announce(`Done: ${label}`)
  return added ? ids.map(({ id }) => id) : []
}

/** Gives a reference the name; answers why not, in plain words. */
export function enterName(reference: Reference, text: string): string | null {
  const { document } = documentStore.getState()
  const name = text.trim().replace(/^@/, '').replaceAll(/\s+/gu, '_')
  if (!document || name === reference.name) return null
  if (!referenceNameSchema.safeParse(name).success) return 'A name has letters, digits, _ and -, and up to 60 of them.'
  const holder = referenceNamed(document, name)
  if (holder && holder.id !== reference.id) return `There is a reference called ${holder.name} already.`
  const renamed = commit('Rename Reference', (film) => renameReference(film, { referenceId: reference.id, name }))
  return renamed ? null : 'A prompt that names it would become too long.'
}

export function addPictures(referenceId: ReferenceId, assets: readonly Asset[]): void {
  const pictures = assets.filter(({ kind }) => kind === 'picture')
  if (pictures.length === 0) return
  commit(pictures.length === 1 ? 'Add Picture to Reference' : 'Add Pictures to Reference', (film) => {
    const now = film.references.get(referenceId)
    if (!now) return film
    const assetIds = [...new Set([...now.assetIds, ...pictures.map(({ id }) => id)])]
    return changeReference(addAssets(film, { assets: pictures }), { referenceId, patch: { assetIds } })
  })
}

export function attach(shotId: ShotId, reference: ShotReference): void {
  commit('Attach Reference', (film) => attachReference(film, { shotId, reference }))
}

/** Lets what was dropped on a shot go with it: sounds as they are, pictures as the reference that holds them. */
export function attachAssets(shotId: ShotId, assets: readonly Asset[]): void {
  if (assets.length === 0) return
  commit(assets.length === 1 ? 'Attach Reference' : 'Attach References', (film) =>
    assets.reduce(
      (so, asset) => {
        if (asset.kind === 'sound')
          return attachReference(so, { shotId, reference: { kind: 'sound', assetId: asset.id } })
        const holder = [...so.references.values()].find(({ assetIds }) => assetIds.includes(asset.id))
        const referenceId = holder?.id ?? newReferenceId()
        const known = holder ? so : made(so, referenceId, asset)
        return attachReference(known, { shotId, reference: { kind: 'reference', referenceId } })
      },
      addAssets(film, { assets }),
    ),
  )
}

/** How many shots use each reference, by name or attached. The style line makes every shot use it. */
export function countUses(film: FilmDocument): ReadonlyMap<ReferenceId, number> {
  const byName = new Map([...film.references.values()].map(({ id, name }) => [nameKey(name), id]))
  const named = (text: string): readonly ReferenceId[] =>
    mentionsIn(text).flatMap(({ name }) => byName.get(nameKey(name)) ?? [])
  const everywhere = named(film.settings.style)
  const uses = new Map<ReferenceId, number>()
  for (const shot of film.shots.values()) {
    const attached = shot.references.flatMap((one) => (one.kind === 'reference' ? [one.referenceId] : []))
    for (const id of new Set([...everywhere, ...named(shot.prompt), ...attached])) uses.set(id, (uses.get(id) ?? 0) + 1)
  }
  return uses
}
