import { memo, type CSSProperties } from 'react'
import { useStore } from 'zustand'
import type { PlannedSource, StillPicture } from '../../shared/film/plan'
import type { ClipId, TakeId } from '../../shared/ids'
import { framedAddress, stripAddress } from '../../shared/ipc/media-address'
import type { Size } from '../../shared/project/document'
import { ratioOf } from '../../shared/film/ratio'
import { documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import { filmStore } from '../state/film-store'
import { viewportStore } from '../state/viewport-store'
import { MediaImage } from '../ui/MediaImage'
import styles from './Clip.module.css'
import { stripFrames, tileCount, tileFrames } from './strip-tiles'
import { useClipDrawing } from './use-clip-drawing'

/** Stills are fetched this high: sharp on dense screens, light enough for hundreds. */
const stillHeight = 144

const standardSize: Size = { width: 1280, height: 720 }

function evenWidth(size: Size, height: number): number {
  return Math.max(16, Math.round((height * size.width) / size.height / 2) * 2)
}

function thumbnailOf(size: Size): Size {
  return { width: evenWidth(size, stillHeight), height: stillHeight }
}

function widthOfTile(size: Size, height: number): number {
  return (height * size.width) / size.height
}

/** Brings one picture of a take's filmstrip into the tile's middle. */
function stripStyle(index: number, height: number, size: Size): CSSProperties {
  const shift = (stripFrames / 2 - 0.5 - index) * widthOfTile(size, height)
  return { objectPosition: `calc(50% + ${shift}px)` }
}

interface TileProps {
  readonly src: string
  readonly style?: CSSProperties
}

function Tile({ src, style = {} }: TileProps) {
  return <MediaImage src={src} alt="" className={styles['tile']} style={style} />
}

function useTakeSize(takeId: TakeId | null): Size {
  const take = useStore(factsStore, (state) => (takeId === null ? undefined : state.takes.byId.get(takeId)))
  return take?.size ?? standardSize
}

/** The picture that a clip's shot starts from: it stands under the filmstrip until that has been made. */
function useStartPicture(clipId: ClipId): CSSProperties {
  const size = useStore(filmStore, (state) => state.plan?.size ?? standardSize)
  const address = useStore(documentStore, ({ document }) => {
    const clip = document?.clips.get(clipId)
    const start = clip && document?.shots.get(clip.shotId)?.start
    if (start?.kind !== 'picture') return null
    return framedAddress(start.assetId, start.framings[ratioOf(size)] ?? null, thumbnailOf(size))
  })
  return address === null ? {} : { backgroundImage: `url("${address}")` }
}

interface StripProps {
  readonly clipId: ClipId
  readonly takeId: TakeId
}

/** Frames of the clip's take: what it begins and ends with at the ends, as many between as there is room for. */
function TakeStrip({ clipId, takeId }: StripProps) {
  const size = useTakeSize(takeId)
  const underneath = useStartPicture(clipId)
  const drawing = useClipDrawing(clipId, (width, height, clip) =>
    [height, ...(clip ? tileFrames(tileCount(width, widthOfTile(size, height)), clip) : [])].join(' '),
  )
  const [height = 1, ...tiles] = drawing.split(' ').map(Number)
  return tiles.map((frame, index) => (
    <Tile key={`${index}`} src={stripAddress(takeId)} style={{ ...underneath, ...stripStyle(frame, height, size) }} />
  ))
}

function StillTiles({ clipId, picture }: { readonly clipId: ClipId; readonly picture: StillPicture }) {
  const filmSize = useStore(filmStore, (state) => state.plan?.size ?? standardSize)
  const takeSize = useTakeSize(picture.kind === 'takeFrame' ? picture.takeId : null)
  const shape = picture.kind === 'takeFrame' ? takeSize : filmSize
  const height = useStore(viewportStore, (state) => state.stripHeight)
  const count = useClipDrawing(clipId, (width) => tileCount(width, widthOfTile(shape, height)))
  const tile: TileProps =
    picture.kind === 'asset'
      ? { src: framedAddress(picture.assetId, picture.framing, thumbnailOf(filmSize)) }
      : { src: stripAddress(picture.takeId), style: stripStyle(stripFrames - 1, height, takeSize) }
  return Array.from({ length: count }, (_, index) => <Tile key={index} {...tile} />)
}

/** A shot without a picture is its words. */
function Words({ text }: { readonly text: string }) {
  return <span className={styles['words']}>{text.trim() === '' ? 'No picture and no words yet' : text}</span>
}

/** The pictures on a clip. */
export const Filmstrip = memo(function Filmstrip({
  clipId,
  source,
}: {
  readonly clipId: ClipId
  readonly source: PlannedSource
}) {
  if (source.kind === 'take') return <TakeStrip clipId={clipId} takeId={source.takeId} />
  if (source.kind === 'still') return <StillTiles clipId={clipId} picture={source.picture} />
  return <Words text={source.text} />
})
