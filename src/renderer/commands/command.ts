/** One user action: menu, shortcut, palette and tests read this same object. */
export interface Command {
  /** `group.verb`, stable: tests and the menu name it. */
  readonly id: string
  readonly group: 'File' | 'Edit' | 'Shot' | 'Timeline' | 'Play' | 'View' | 'Help'
  /** What the menu says now ("Undo Trim"); plain words, no dots unless a dialog follows. */
  readonly label: () => string
  /** In the notation of `shortcuts.ts` (`Mod+Shift+Z`, `Space`, `ArrowLeft`); the first is shown. */
  readonly keys: readonly string[]
  /** Works while a text field has the focus. Only for keys that a text field does not use itself. */
  readonly whileTyping?: boolean
  /** The keys are the system's clipboard's, whose events do the same. */
  readonly native?: boolean
  /** Fires again while the key is held. */
  readonly repeats?: boolean
  readonly enabled: () => boolean
  readonly run: () => void | Promise<void>
}
