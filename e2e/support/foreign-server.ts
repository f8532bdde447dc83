import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server on this machine that stands for the network and remembers who called. */
export interface ForeignServer {
  readonly address: string
  readonly calls: readonly string[]
  close(): Promise<void>
}

/** Starts a server that answers everything with a script, so that a call that gets through would also run. */
export async function startForeignServer(): Promise<ForeignServer> {
  const calls: string[] = []
  const server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`)
    response.setHeader('content-type', 'text/javascript')
    response.setHeader('access-control-allow-origin', '*')
    response.end('window.strangerRan = true')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
