import { useEffect, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useStore } from 'zustand'
import { centredCrop, ratioOf } from '../../shared/film/ratio'
import type { AssetId, ShotId } from '../../shared/ids'
import { findModel } from '../../shared/models/catalogue'
import type { Format } from '../../shared/models/model'
import { framedAddress, pictureAddress } from '../../shared/ipc/media-address'
import type { Framing, FrameSource, Shot, Size } from '../../shared/project/document'
import { setFrameSource } from '../../shared/timeline/edits/ask-shots'
import { closeDialog } from '../state/dialog-store'
import { commit, documentStore } from '../state/document-store'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Segmented } from '../ui/Segmented'
import { sentFormat } from './format-choices'
import { moveCrop, sizeCrop, type Anchor, type Crop } from './framing-geometry'
import styles from './FramingDialog.module.css'

const corners: readonly { readonly name: string; readonly at: Anchor }[] = [
  { name: 'top left', at: { x: 0, y: 0 } },
  { name: 'top right', at: { x: 1, y: 0 } },
  { name: 'bottom left', at: { x: 0, y: 1 } },
  { name: 'bottom right', at: { x: 1, y: 1 } },
]
const centre: Anchor = { x: 0.5, y: 0.5 }

interface CropFrameProps {
  readonly crop: Crop
  readonly onCrop: (crop: Crop) => void
}

/** Follows the pointer from here to its release; distances are shares of the picture. */
function follow(
  down: PointerEvent<HTMLElement>,
  picture: Element | null,
  step: (dx: number, dy: number) => void,
): void {
  const box = picture?.getBoundingClientRect()
  if (down.button !== 0 || !box) return
  down.preventDefault()
  down.stopPropagation()
  const target: HTMLElement = down.currentTarget
  const ended = new AbortController()
  target.setPointerCapture(down.pointerId)
  target.addEventListener(
    'pointermove',
    (event) => step((event.clientX - down.clientX) / box.width, (event.clientY - down.clientY) / box.height),
    ended,
  )
  for (const kind of ['pointerup', 'lostpointercapture'] as const) {
    target.addEventListener(kind, () => ended.abort(), ended)
  }
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

function cropForKey(crop: Crop, event: KeyboardEvent): Crop | null {
  const share = event.shiftKey ? 0.05 : 0.01
  const move = moves[event.key]
  if (move) return moveCrop(crop, move[0] * share, move[1] * share)
  if (event.key === '+' || event.key === '=') return sizeCrop(crop, crop.width + share, centre)
  return event.key === '-' || event.key === '_' ? sizeCrop(crop, crop.width - share, centre) : null
}

function CropFrame({ crop, onCrop }: CropFrameProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = cropForKey(crop, event)
    if (!next) return
    event.preventDefault()
    onCrop(next)
  }
  // The shade is cut off at the picture's edges, the handles are not: so they are two elements at one place.
  const place = {
    left: `${crop.x * 100}%`,
    top: `${crop.y * 100}%`,
    width: `${crop.width * 100}%`,
    height: `${crop.height * 100}%`,
  }
  return (
    <>
      <div className={styles['shade']}>
        <div className={styles['hole']} style={place} />
      </div>
      {/* The frame is one control with two dimensions, which no native element has. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        role="group"
        aria-label="Crop frame. Arrow keys move it, plus and minus size it, Shift makes larger steps."
        className={styles['crop']}
        style={place}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.focus()
          follow(event, event.currentTarget.parentElement, (dx, dy) => onCrop(moveCrop(crop, dx, dy)))
        }}
      >
        {corners.map(({ name, at }) => (
          <span
            key={name}
            className={styles['handle']}
            data-corner={name}
            style={{ left: `${at.x * 100}%`, top: `${at.y * 100}%` }}
            onPointerDown={(event) => {
              const picture = event.currentTarget.parentElement?.parentElement ?? null
              const away = at.x === 1 ? 1 : -1
              event.currentTarget.parentElement?.focus()
              follow(event, picture, (dx) =>
                onCrop(sizeCrop(crop, crop.width + dx * away, { x: 1 - at.x, y: 1 - at.y })),
              )
            }}
          />
        ))}
      </div>
    </>
  )
}

/** How long the frame rests before the preview is made anew, in milliseconds. */
const previewDelay = 150

function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), previewDelay)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

interface PreviewProps {
  readonly assetId: AssetId
  readonly framing: Framing
  readonly size: Size
}

function Preview({ assetId, framing, size }: PreviewProps) {
  const settled = useSettled(framing)
  const address = framedAddress(assetId, settled, size)
  const [shown, setShown] = useState<string | null>(null)
  return (
    // While another picture is on its way, the one that is shown is not what is sent.
    <figure className={styles['preview']} aria-busy={shown !== address || settled !== framing}>
      <img
        src={address}
        onLoad={() => setShown(address)}
        alt="Preview"
        style={{ aspectRatio: `${size.width} / ${size.height}` }}
        draggable={false}
      />
      <figcaption>
        Exactly what is sent: {size.width} × {size.height}
      </figcaption>
    </figure>
  )
}

function withFraming(source: FrameSource | null, assetId: AssetId, ratio: string, framing: Framing): FrameSource {
  const framings = source?.kind === 'picture' && source.assetId === assetId ? source.framings : {}
  return { kind: 'picture', assetId, framings: { ...framings, [ratio]: framing } }
}

interface FramingDialogProps {
  readonly shotId: ShotId
  readonly assetId: AssetId
  readonly end: 'start' | 'end'
}

const nothing: Size = { width: 16, height: 9 }

interface Framed {
  readonly size: Size
  readonly picture: { readonly width: number; readonly height: number }
  readonly ratio: string
  readonly before: Framing | null
  readonly name: string
}

/** A model may make another shape than the film's: what is sent is framed for that one. */
function useSentFormat(shot: Shot | undefined): Pick<Format, 'size' | 'ratio'> {
  const film = useStore(documentStore, (state) => state.document?.settings.size) ?? nothing
  return shot ? sentFormat(findModel(shot.provider, shot.model), shot, film) : { size: film, ratio: ratioOf(film) }
}

/** The picture of a shot's end, the shape it is sent in, and how the one was framed for the other until now. */
function useFramed(shotId: ShotId, assetId: AssetId, end: 'start' | 'end'): Framed {
  const shot = useStore(documentStore, (state) => state.document?.shots.get(shotId))
  const { size, ratio } = useSentFormat(shot)
  const asset = useStore(documentStore, (state) => state.document?.assets.get(assetId))
  const source = shot?.[end]
  const before = source?.kind === 'picture' ? (source.framings[ratio] ?? null) : null
  const picture = { width: asset?.width ?? size.width, height: asset?.height ?? size.height }
  return { size, picture, ratio, before, name: asset?.name ?? '' }
}

/** Chooses the part of a picture that a shot starts from or ends on; Done is one edit, Cancel none. */
export function FramingDialog({ shotId, assetId, end }: FramingDialogProps) {
  const { size, picture, ratio, before, name } = useFramed(shotId, assetId, end)
  const [crop, setCrop] = useState<Crop>(before?.kind === 'crop' ? before : centredCrop(picture, size))
  const [kind, setKind] = useState<Framing['kind']>(before?.kind ?? 'crop')
  const framing: Framing = kind === 'pad' ? { kind: 'pad' } : crop
  const done = (): void => {
    commit('Frame Picture', (now) =>
      setFrameSource(now, {
        shotId,
        end,
        source: withFraming(now.shots.get(shotId)?.[end] ?? null, assetId, ratio, framing),
      }),
    )
    closeDialog()
  }
  return (
    <Dialog
      wide
      title="Frame the picture"
      onClose={closeDialog}
      actions={
        <>
          <Button look="quiet" disabled={kind === 'pad'} onClick={() => setCrop(centredCrop(picture, size))}>
            Centre and fill
          </Button>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button look="primary" onClick={done}>
            Done
          </Button>
        </>
      }
    >
      <div className={styles['columns']}>
        <div className={styles['desk']}>
          <div className={styles['picture']} style={{ aspectRatio: `${picture.width} / ${picture.height}` }}>
            <img src={pictureAddress(assetId, 1280)} alt={name} draggable={false} />
            {kind === 'crop' && <CropFrame crop={crop} onCrop={setCrop} />}
          </div>
        </div>
        <div className={styles['side']}>
          <Segmented
            label="How the picture fills the frame"
            value={kind}
            segments={[
              { value: 'crop', label: 'Fill' },
              { value: 'pad', label: 'Whole, with bars' },
            ]}
            onChange={setKind}
          />
          <Preview assetId={assetId} framing={framing} size={size} />
          <p className={styles['hint']}>
            Drag the frame or its corners. Arrow keys move it by 1 %, with Shift by 5 %; + and − size it.
          </p>
        </div>
      </div>
    </Dialog>
  )
}
