import { readFile } from 'node:fs/promises'
import path from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/**
 * `media:` may be connected to (sound blocks, waveforms, pasted pictures); nothing may be fetched from the network.
 * Inline styles are needed for positions that change sixty times a second; scripts come only from the app itself.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' media: blob:",
  'media-src media: blob:',
  "connect-src 'self' media:",
  "font-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers })
}

/** The file in `root` that an app address names, or null when it lies outside or is of no kind the app serves. */
export function pageFile(root: string, address: string): string | null {
  const { pathname } = new URL(address)
  let name: string
  try {
    name = decodeURIComponent(pathname === '/' ? '/index.html' : pathname)
  } catch {
    return null
  }
  const file = path.join(root, name)
  const inside = path.relative(root, file)
  if (inside.startsWith('..') || path.isAbsolute(inside) || name.includes('\0')) return null
  return path.extname(file) in types ? file : null
}

/** The page itself from the build; everything else under `app://seamline/` is not found. */
async function servePage(root: string, address: string): Promise<Response> {
  const file = new URL(address).host === 'seamline' ? pageFile(root, address) : null
  if (file === null) return notFound()
  try {
    const body = new Uint8Array(await readFile(file))
    return new Response(body, { headers: { ...headers, 'content-type': types[path.extname(file)] ?? '' } })
  } catch {
    // A page that asks for a file the build does not have gets the same answer as for one outside.
    return notFound()
  }
}

/**
 * Serves the built window from `app://seamline/` with a strict content security policy, and takes the bytes of pasted
 * pictures at `POST /import`, which would be too large for a message.
 */
export function createAppHandler(
  root: string,
  receiveBytes: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return (request) => {
    const isImport = request.method === 'POST' && request.url === 'app://seamline/import'
    return isImport ? receiveBytes(request) : servePage(root, request.url)
  }
}
