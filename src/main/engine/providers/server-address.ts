/** Whether an address may hold an API: https, or a server on this machine. */
export function isAllowedBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(text)
  if (username !== '' || password !== '' || search !== '' || hash !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}

/** Whether a host name is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

/** An address as it is typed or pasted, without what the calls add to it by themselves: a slash, `/v1`. */
export function tidyBaseUrl(text: string): string {
  return text.trim().replace(/\/+$/, '').replace(/\/v1$/, '').replace(/\/+$/, '')
}
