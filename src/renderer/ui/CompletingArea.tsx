import { useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import styles from './CompletingArea.module.css'
import { MediaImage } from './MediaImage'
import { TextArea } from './TextField'

export interface CompletionChoice {
  readonly id: string
  /** What is written in the place of the letters so far. */
  readonly text: string
  readonly label: string
  readonly detail?: string
  /** Address of a picture of it. */
  readonly picture?: string | undefined
}

/** What the letters before the caret may become. */
export interface Completion {
  readonly from: number
  readonly to: number
  /** What they are called together: `References`. */
  readonly label: string
  readonly choices: readonly CompletionChoice[]
}

/** A stretch of the text that stands out. */
export interface TextMark {
  readonly from: number
  readonly to: number
  readonly tone: 'known' | 'unknown'
}

interface CompletingAreaProps extends React.ComponentProps<typeof TextArea> {
  /** What is offered while the caret stands there; null for nothing. */
  readonly complete: (text: string, caret: number) => Completion | null
  /** Of the text as it is being typed. */
  readonly marks: (text: string) => readonly TextMark[]
}

interface Offer {
  readonly offer: Completion | null
  readonly active: number
  readonly look: () => void
  readonly close: () => void
  readonly choose: (choice: CompletionChoice) => void
  readonly onKey: (event: KeyboardEvent) => boolean
}

function useOffer(area: RefObject<HTMLTextAreaElement | null>, complete: CompletingAreaProps['complete']): Offer {
  const [offer, setOffer] = useState<Completion | null>(null)
  const [active, setActive] = useState(0)
  const close = (): void => setOffer(null)
  const look = (): void => {
    const { current } = area
    const found =
      current?.selectionStart === current?.selectionEnd && current
        ? complete(current.value, current.selectionEnd)
        : null
    setOffer(found && found.choices.length > 0 ? found : null)
    setActive(0)
  }
  const choose = ({ text }: CompletionChoice): void => {
    const { current } = area
    if (!current || !offer) return
    current.focus()
    current.setRangeText(text, offer.from, offer.to, 'end')
    // So that the field hears of it as of a letter that was typed.
    current.dispatchEvent(new Event('input', { bubbles: true }))
    close()
  }
  const onKey = (event: KeyboardEvent): boolean => {
    if (!offer || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false
    const count = offer.choices.length
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setActive((active + step + count) % count)
    else if (event.key === 'Escape') close()
    else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') {
      const chosen = offer.choices[active]
      if (chosen) choose(chosen)
    } else return false
    return true
  }
  return { offer, active, look, close, choose, onKey }
}

interface ListProps extends Pick<Offer, 'active' | 'choose'> {
  readonly id: string
  readonly offer: Completion
}

function ChoiceList({ id, offer, active, choose }: ListProps) {
  return (
    <div id={id} className={styles['list']} role="listbox" aria-label={offer.label}>
      {offer.choices.map((choice, index) => (
        <div
          key={choice.id}
          id={`${id}-${index}`}
          ref={(element) => {
            if (index === active) element?.scrollIntoView({ block: 'nearest' })
          }}
          className={styles['choice']}
          role="option"
          // The keyboard stays in the text and moves the choice from there.
          tabIndex={-1}
          aria-selected={index === active}
          // The text keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(choice)}
          onKeyDown={(event) => event.key === 'Enter' && choose(choice)}
        >
          <span className={styles['thumb']}>
            {choice.picture !== undefined && <MediaImage src={choice.picture} alt="" />}
          </span>
          <span className={styles['words']}>{choice.label}</span>
          <span className={styles['detail']}>{choice.detail}</span>
        </div>
      ))}
    </div>
  )
}

/** The same text under the field, of which only the marks show. */
function Marks({ text, marks }: { readonly text: string; readonly marks: readonly TextMark[] }) {
  const ends = [0, ...marks.map(({ to }) => to)]
  return (
    <>
      {marks.map(({ from, to, tone }, index) => (
        <span key={from}>
          {text.slice(ends[index], from)}
          <mark className={styles['mark']} data-tone={tone}>
            {text.slice(from, to)}
          </mark>
        </span>
      ))}
      {text.slice(ends.at(-1))}{' '}
    </>
  )
}

/** Several lines of text that offer to complete words of a kind while they are typed, and mark them. */
export function CompletingArea({ complete, marks, onText, ...area }: CompletingAreaProps) {
  const box = useRef<HTMLTextAreaElement>(null)
  const under = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const { offer, active, look, close, choose, onKey } = useOffer(box, complete)
  const id = useId()
  const text = typed ?? area.value
  const aria = {
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-controls': offer ? id : undefined,
    'aria-activedescendant': offer ? `${id}-${active}` : undefined,
  } as const
  return (
    <div className={styles['box']}>
      <div ref={under} className={styles['under']} aria-hidden>
        <Marks text={text} marks={marks(text)} />
      </div>
      <TextArea
        {...area}
        ref={box}
        aria={aria}
        onKey={onKey}
        onText={(next) => {
          setTyped(next)
          onText?.(next)
          look()
        }}
        onCommit={(next) => {
          area.onCommit(next)
          setTyped(null)
        }}
        onSelect={() => {
          const caret = box.current?.selectionEnd ?? 0
          if (offer && (caret < offer.from || caret > offer.to)) close()
        }}
        onLeave={close}
        onScroll={(event) => {
          if (under.current) under.current.scrollTop = event.currentTarget.scrollTop
        }}
      />
      {offer && <ChoiceList id={id} offer={offer} active={active} choose={choose} />}
      <span className={styles['spoken']} role="status">
        {offer && `${offer.label}: ${offer.choices.length}. Choose with the arrow keys and Enter.`}
      </span>
    </div>
  )
}
