import { documentStore } from '../state/document-store'

/** Names the window after its film, as task bars and window lists show it; the returned function ends it. */
export function followTitle(): () => void {
  const show = (): void => {
    const title = documentStore.getState().document?.settings.title.trim()
    document.title = title ? `${title} – Seamline` : 'Seamline'
  }
  show()
  return documentStore.subscribe(show)
}
