import { Crop, ImagePlus, Link2, X } from 'lucide-react'
import { useState, type ButtonHTMLAttributes, type DragEvent, type Ref } from 'react'
import { useStore } from 'zustand'
import type { Asset, FrameSource, Shot } from '../../shared/project/document'
import { documentStore } from '../state/document-store'
import { browsePictures, useFilmPictures } from '../state/film-pictures'
import { bringIn, importTransfer } from '../state/import-transfer'
import { mayImport, readTransfer } from '../state/read-transfer'
import { showNotice } from '../state/dialog-store'
import { sessionStore } from '../state/session-store'
import { Button } from '../ui/Button'
import { MediaImage } from '../ui/MediaImage'
import { PictureGrid } from '../ui/PictureGrid'
import { Popover } from '../ui/Popover'
import links from './Links.module.css'
import { ShotFramePicker } from './ShotFramePicker'
import styles from './Wells.module.css'

export interface PictureLink {
  readonly label: string
  readonly onLink: () => void
}

interface ShotFrameEnd {
  readonly shot: Shot
  readonly onChoose: (source: FrameSource) => void
}

interface PictureWellProps {
  /** Under the well: what it holds, in two or three words. */
  readonly label: string
  /** What it is for: `Start frame`. */
  readonly name: string
  readonly holds: 'nothing' | 'picture' | 'frame'
  /** The picture as it is sent; null while there is none, or while the frame is not made yet. */
  readonly address: string | null
  readonly refused: string | null
  readonly disabled: boolean
  /** The frame of another shot that it can have. */
  readonly link?: PictureLink | undefined
  /** The shot whose end can also be a frame of any other one, and what takes that. */
  readonly shotFrame?: ShotFrameEnd | undefined
  readonly onPicture: (asset: Asset) => void
  readonly onFrame: () => void
  readonly onClear: () => void
}

function firstPicture(assets: readonly Asset[]): Asset | undefined {
  return assets.find((asset) => asset.kind === 'picture')
}

/** Takes what was dropped on a well; on the sample it begins a film of the user's own, as everywhere. */
async function dropped(transfer: DataTransfer, onPicture: (asset: Asset) => void): Promise<void> {
  const content = readTransfer(transfer)
  if (sessionStore.getState().sample && content.kind !== 'assets') return importTransfer(transfer, { atIndex: null })
  const assets = await bringIn(content)
  if (assets === null) {
    showNotice('info', 'Drop an address on the timeline to fetch its picture, then drag it here from the library.')
    return
  }
  const picture = firstPicture(assets)
  if (picture) onPicture(picture)
}

/** The pictures of the film, and those on the disk. */
function Picker({ onPicture }: { readonly onPicture: (asset: Asset) => void }) {
  const browse = async (): Promise<void> => {
    const [picture] = await browsePictures()
    if (picture) onPicture(picture)
  }
  return (
    <PictureGrid
      pictures={useFilmPictures()}
      none="The film has no pictures yet."
      onPick={({ asset }) => onPicture(asset)}
      onBrowse={() => void browse()}
    />
  )
}

/** Any frame of any other shot that does not wait for this one. */
function ShotFrames({ shot, onChoose }: ShotFrameEnd) {
  const alone = useStore(documentStore, (state) => (state.document?.shots.size ?? 0) < 2)
  if (alone) return null
  return (
    <>
      <p className={links['heading']}>A frame of another shot…</p>
      <ShotFramePicker shot={shot} end="end" onChoose={onChoose} />
    </>
  )
}

function Content({ holds, address }: Pick<PictureWellProps, 'holds' | 'address'>) {
  if (holds === 'nothing') return <ImagePlus aria-hidden className={styles['wellIcon']} />
  return (
    <>
      {address !== null && <MediaImage className={styles['wellPicture']} src={address} alt="" />}
      {holds === 'frame' && <Link2 aria-hidden className={styles['wellIcon']} data-over={address !== null} />}
    </>
  )
}

type ActionsProps = Pick<PictureWellProps, 'holds' | 'refused' | 'link' | 'onFrame' | 'onClear'>

function Actions({ holds, refused, link, onFrame, onClear }: ActionsProps) {
  return (
    <div className={styles['wellActions']}>
      {holds === 'picture' && (
        <Button icon={Crop} onClick={onFrame}>
          Move and size the crop…
        </Button>
      )}
      {holds !== 'nothing' && (
        <Button icon={X} onClick={onClear}>
          Clear
        </Button>
      )}
      {link && refused === null && (
        <Button icon={Link2} onClick={link.onLink}>
          {link.label}
        </Button>
      )}
    </div>
  )
}

type Own = Pick<PictureWellProps, 'name' | 'holds' | 'address' | 'refused'>

interface TriggerProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, keyof Own>, Own {
  readonly ref?: Ref<HTMLButtonElement>
}

/** The well itself; it passes on what the popover gives its trigger. */
function Trigger({ name, holds, address, refused, disabled, ...rest }: TriggerProps) {
  const filled = holds !== 'nothing'
  const words = `${filled ? 'Change' : 'Choose'} ${name.toLowerCase()}`
  return (
    <button
      type="button"
      {...rest}
      className={styles['well']}
      data-filled={filled || undefined}
      aria-label={filled ? words : (refused ?? words)}
      // What a model refuses can still be taken out.
      disabled={disabled === true || (!filled && refused !== null)}
    >
      <Content holds={holds} address={address} />
    </button>
  )
}

/** A place for one picture: dropped, picked from the film, framed by a click, cleared. */
export function PictureWell(props: PictureWellProps) {
  const { label, name, holds, address, refused, disabled, link, shotFrame, onPicture, onFrame, onClear } = props
  const [open, setOpen] = useState(false)
  const [over, setOver] = useState(false)
  const closed = disabled || refused !== null
  const onDragOver = (event: DragEvent): void => {
    if (closed || !mayImport(event.dataTransfer)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    setOver(true)
  }
  const onDrop = (event: DragEvent): void => {
    setOver(false)
    if (closed) return
    event.preventDefault()
    void dropped(event.dataTransfer, onPicture)
  }
  const close =
    (act: () => void): (() => void) =>
    () => {
      setOpen(false)
      act()
    }
  const trigger = (
    <Trigger
      name={name}
      holds={holds}
      address={address}
      refused={refused}
      disabled={disabled}
      onDoubleClick={holds === 'picture' ? onFrame : undefined}
    />
  )
  return (
    <div
      className={styles['wellBox']}
      data-over={over}
      title={refused ?? undefined}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Popover title={name} side="left" open={open} onOpenChange={setOpen} trigger={trigger}>
        <Actions
          holds={holds}
          refused={refused}
          link={link && { label: link.label, onLink: close(link.onLink) }}
          onFrame={close(onFrame)}
          onClear={close(onClear)}
        />
        {refused === null && (
          <Picker
            onPicture={(asset) => {
              setOpen(false)
              onPicture(asset)
            }}
          />
        )}
        {refused === null && shotFrame && (
          <ShotFrames
            shot={shotFrame.shot}
            onChoose={(source) => {
              setOpen(false)
              shotFrame.onChoose(source)
            }}
          />
        )}
      </Popover>
      <span className={styles['wellLabel']}>{label}</span>
    </div>
  )
}
