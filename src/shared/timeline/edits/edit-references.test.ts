import { describe, expect, it } from 'vitest'
import {
  assetIdOf,
  sampleDocument,
  samplePicture,
  sampleReference,
  sampleShot,
  sampleSoundAsset,
} from '../../../test-support/sample-film'
import type { ReferenceId, ShotId } from '../../ids'
import {
  addReference,
  attachReference,
  changeReference,
  deleteReference,
  detachReference,
  renameReference,
} from './edit-references'

const [mara, boat] = [sampleReference(1, { name: 'Mara' }), sampleReference(2, { name: 'boat', kind: 'prop' })]
const shotId = 's1' as ShotId
const film = sampleDocument({
  shots: [sampleShot(1, { prompt: '@Mara meets @MARA, not @Marabou' }), sampleShot(2, { prompt: 'a harbour' })],
  clips: [],
  assets: [samplePicture(1), samplePicture(2), sampleSoundAsset(3, 5)],
  references: [mara, boat],
  settings: { style: 'in the light of @mara' },
})
const attached = { kind: 'reference', referenceId: mara.id } as const

describe('a reference', () => {
  it('is added with a name that no other has, and with pictures of the film', () => {
    const added = (over: Parameters<typeof sampleReference>[1]) =>
      addReference(film, { reference: sampleReference(4, { assetIds: [], ...over }) })
    expect(added({}).references.size).toBe(3)
    for (const name of ['MARA', 'two words', '', '-dash', 'dash-', 'x'.repeat(61), '@x'])
      expect(added({ name })).toBe(film)
    expect(added({ assetIds: [assetIdOf(3)] })).toBe(film)
    expect(added({ assetIds: [assetIdOf(1), assetIdOf(1)] })).toBe(film)
    expect(added({ id: mara.id })).toBe(film)
  })

  it('takes its new name into the prompts and the style line that call it by the old one', () => {
    const renamed = renameReference(film, { referenceId: mara.id, name: 'Nora' })
    expect(renamed.references.get(mara.id)?.name).toBe('Nora')
    expect(renamed.shots.get(shotId)?.prompt).toBe('@Nora meets @Nora, not @Marabou')
    expect(renamed.settings.style).toBe('in the light of @Nora')
    expect(renamed.shots.get('s2' as ShotId)).toBe(film.shots.get('s2' as ShotId))
  })

  it('is not renamed to a taken name, to none, or beyond what a prompt may hold', () => {
    for (const name of ['Boat', 'two words', 'Mara'])
      expect(renameReference(film, { referenceId: mara.id, name })).toBe(film)
    expect(renameReference(film, { referenceId: mara.id, name: 'MARA' }).references.get(mara.id)?.name).toBe('MARA')
    const full = { ...sampleShot(1), prompt: `@Mara ${'x'.repeat(19_994)}` }
    const tight = { ...film, shots: new Map([[full.id, full]]) }
    expect(renameReference(tight, { referenceId: mara.id, name: 'Marabou' })).toBe(tight)
  })

  it('changes its kind and pictures', () => {
    const patch = { kind: 'style', assetIds: [assetIdOf(2), assetIdOf(1)] } as const
    expect(changeReference(film, { referenceId: mara.id, patch }).references.get(mara.id)).toMatchObject(patch)
    expect(changeReference(film, { referenceId: mara.id, patch: { assetIds: [assetIdOf(3)] } })).toBe(film)
    expect(changeReference(film, { referenceId: mara.id, patch: { kind: 'character' } })).toBe(film)
    expect(changeReference(film, { referenceId: 'none' as ReferenceId, patch })).toBe(film)
  })

  it('goes out of the shots it is attached to when it is deleted, and stays in their words', () => {
    const with1 = attachReference(film, { shotId, reference: attached })
    const gone = deleteReference(with1, { referenceId: mara.id })
    expect([gone.references.size, gone.shots.get(shotId)?.references]).toEqual([1, []])
    expect(gone.shots.get(shotId)?.prompt).toContain('@Mara')
    expect(deleteReference(gone, { referenceId: mara.id })).toBe(gone)
  })
})

describe('what goes with a shot', () => {
  it('is attached once, and taken from it again', () => {
    const once = attachReference(film, { shotId, reference: attached })
    expect(once.shots.get(shotId)?.references).toEqual([attached])
    expect(attachReference(once, { shotId, reference: attached })).toBe(once)
    const sound = { kind: 'sound', assetId: assetIdOf(3) } as const
    const both = attachReference(once, { shotId, reference: sound })
    expect(both.shots.get(shotId)?.references).toEqual([attached, sound])
    expect(detachReference(both, { shotId, reference: attached }).shots.get(shotId)?.references).toEqual([sound])
    expect(detachReference(once, { shotId, reference: sound })).toBe(once)
  })

  it('is something that the film has', () => {
    const picture = { kind: 'sound', assetId: assetIdOf(1) } as const
    expect(attachReference(film, { shotId, reference: picture })).toBe(film)
    const none = { kind: 'reference', referenceId: 'none' as ReferenceId } as const
    expect(attachReference(film, { shotId, reference: none })).toBe(film)
  })
})
