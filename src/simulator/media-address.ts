import { isIP } from 'node:net'

export type MediaKind = 'image' | 'video' | 'audio'

/** Largest data URI in characters: all media since 2026-08-31 (the SDK's change log, 4.17.1). */
const mostDataUri = 5 * 1024 * 1024
const mostUrl = 2048
const mostUploadUri = 5000
const leastAddress = 13

const picturesTaken = ['image/jpeg', 'image/jpg', 'image/png', 'image/webp']

/** One of the texts of the provider's troubleshooting page, or a length as the body check tells it. */
export type AddressProblem =
  | { readonly kind: 'text'; readonly message: string }
  | { readonly kind: 'tooLong'; readonly most: number }

function text(message: string): AddressProblem {
  return { kind: 'text', message }
}

export const notFetched = 'Failed to fetch asset. The URL may be incorrect or the server hosting the asset may be down.'

/** The content type and the bytes of a base64 data URI; null when it is none. */
export function readDataUri(uri: string): { readonly type: string; readonly bytes: Buffer } | null {
  const head = /^data:([^;,]*)((?:;[^;,]*)*),/.exec(uri)
  if (!head || !(head[2] ?? '').split(';').includes('base64')) return null
  const base64 = uri.slice(head[0].length)
  if (base64 === '' || base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return null
  return { type: (head[1] ?? '').toLowerCase(), bytes: Buffer.from(base64, 'base64') }
}

function dataUriProblem(uri: string, kind: MediaKind): AddressProblem | null {
  if (uri.length > mostDataUri) return { kind: 'tooLong', most: mostDataUri }
  const data = readDataUri(uri)
  if (!data) return text('Invalid data URI.')
  if (data.type === '')
    return text('Unsupported asset type. Data URIs must include the content type of the value they encode.')
  const isTaken = kind === 'image' ? picturesTaken.includes(data.type) : data.type.startsWith(`${kind}/`)
  return isTaken ? null : text('Unsupported asset type.')
}

/** `https:` addresses are judged by their form: the simulator contacts nobody. */
function urlProblem(url: string): AddressProblem | null {
  if (url.length > mostUrl) return { kind: 'tooLong', most: mostUrl }
  if (url.length < leastAddress || !URL.canParse(url)) return text('Invalid URL')
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'https:') return text('Only HTTPS URLs are allowed.')
  const isDomain = hostname.includes('.') && isIP(hostname.replaceAll(/[[\]]/g, '')) === 0
  return isDomain ? null : text('URLs must be hosted on a domain.')
}

/** What is wrong with the address of one medium, whether or not there is anything at it. */
export function addressProblem(address: string, kind: MediaKind): AddressProblem | null {
  if (address.startsWith('data:')) return dataUriProblem(address, kind)
  if (!address.startsWith('runway://')) return urlProblem(address)
  return address.length > mostUploadUri ? { kind: 'tooLong', most: mostUploadUri } : null
}
