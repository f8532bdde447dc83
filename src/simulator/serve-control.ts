import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { changeSchema, type SimulatorControl } from './control'
import { jsonReply, problemReply, type Reply } from './reply'

/** A page in a browser can reach this address but can't give these; only programs of this computer are meant. */
function isOwnProgram({ headers, method }: IncomingMessage): boolean {
  const host = (headers.host ?? '').replace(/:\d+$/, '')
  if (!['127.0.0.1', 'localhost'].includes(host) || headers.origin !== undefined) return false
  return method === 'GET' || (headers['content-type'] ?? '').startsWith('application/json')
}

function parsedChange(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return null
  }
}

/** GET /__control tells what has happened, GET /__control/requests every request; POST changes things and tells then. */
export async function serveControl(
  control: SimulatorControl,
  request: IncomingMessage,
  path: string,
  body: Buffer,
): Promise<Reply> {
  if (!isOwnProgram(request)) return problemReply(403, 'Only programs of this computer control the simulator.')
  if (path === '/__control/requests') return jsonReply(200, control.requests())
  if (path !== '/__control') return problemReply(404, 'There are /__control and /__control/requests.')
  if (request.method === 'GET') return jsonReply(200, control.state())
  if (request.method !== 'POST') return problemReply(405, 'GET tells the state, POST changes it.')
  const change = changeSchema.safeParse(parsedChange(body))
  if (!change.success) return problemReply(400, z.prettifyError(change.error))
  await control.change(change.data)
  return jsonReply(200, control.state())
}
