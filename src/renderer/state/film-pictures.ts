import { useMemo } from 'react'
import { useStore } from 'zustand'
import { pictureAddress } from '../../shared/ipc/media-address'
import type { Asset } from '../../shared/project/document'
import { request } from '../bridge'
import { documentStore } from './document-store'
import { takeImported } from './import-transfer'
import { ensureOwnFilm } from './project-controller'

interface FilmPicture {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly asset: Asset
}

/** The pictures of the film, to choose one of. */
export function useFilmPictures(): readonly FilmPicture[] {
  const assets = useStore(documentStore, (state) => state.document?.assets)
  return useMemo(() => {
    const pictures = [...(assets?.values() ?? [])].filter(({ kind }) => kind === 'picture')
    return pictures.map((asset) => ({ id: asset.id, name: asset.name, address: pictureAddress(asset.id, 320), asset }))
  }, [assets])
}

/** Lets the user choose pictures from the disk; none when nothing came of it. */
export async function browsePictures(): Promise<readonly Asset[]> {
  if (!(await ensureOwnFilm())) return []
  const assets = takeImported(await request('import:dialog', { kind: 'pictures' }))
  return assets.filter(({ kind }) => kind === 'picture')
}
