import { isIPv4, isIPv6 } from 'node:net'

/** Networks that no download may reach: this machine, the local network, and what routers keep to themselves. */
const privateIPv4: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

function isPublicIPv4(address: string): boolean {
  const value = numberOf(address)
  return !privateIPv4.some(
    ([network, bits]) => Math.floor(value / 2 ** (32 - bits)) === Math.floor(numberOf(network) / 2 ** (32 - bits)),
  )
}

/** The eight groups of an IPv6 address, in whatever way it is written. */
function groupsOf(address: string): readonly number[] {
  const host = new URL(`http://[${address}]/`).hostname.slice(1, -1)
  const [head = '', tail] = host.split('::')
  const read = (part: string): number[] => (part === '' ? [] : part.split(':').map((group) => parseInt(group, 16)))
  const [front, back] = [read(head), read(tail ?? '')]
  return [...front, ...Array.from({ length: 8 - front.length - back.length }, () => 0), ...back]
}

function isPublicIPv6(address: string): boolean {
  const [a = 0, b = 0, ...rest] = groupsOf(address)
  // Global unicast is 2000::/3 alone; what maps, translates or tunnels IPv4 hides another address and is refused.
  if (a < 0x2000 || a > 0x3fff) return false
  const isTeredoOrReserved = a === 0x2001 && b < 0x0200
  const isDocumentation = (a === 0x2001 && b === 0x0db8) || (a === 0x3fff && b < 0x1000)
  const isTunnel = a === 0x2002
  return !(isTeredoOrReserved || isDocumentation || isTunnel || rest.length !== 6)
}

/** Whether an IP address lies in the public internet. Names and anything else are not public. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return isPublicIPv4(address)
  const plain = address.split('%')[0] ?? ''
  return isIPv6(plain) && plain === address && isPublicIPv6(plain)
}
