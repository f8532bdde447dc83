const lightScheme = '(prefers-color-scheme: light)'

/**
 * Dresses the window in the scheme the system reports; the app tells the system's toolkit which theme was chosen, so
 * `dark` and `light` arrive here the same way as `system` does. The returned function ends it.
 */
export function followTheme(): () => void {
  const scheme = matchMedia(lightScheme)
  const show = (): void => {
    document.documentElement.dataset['theme'] = scheme.matches ? 'light' : 'dark'
  }
  show()
  scheme.addEventListener('change', show)
  return () => scheme.removeEventListener('change', show)
}
