import type { AppError } from '../../shared/ipc/app-error'
import type { ImportResult } from '../../shared/ipc/contract'
import { fail, succeed, type Result } from '../../shared/result'
import { readLimited } from './read-limited'

export interface ByteReceiver {
  readonly importBytes: (name: string, bytes: Uint8Array) => Promise<ImportResult>
  readonly toAppError: (error: unknown) => AppError
}

const largestImport = 50_000_000

function nameOf(header: string | null): string {
  try {
    return decodeURIComponent(header ?? '').slice(0, 200) || 'Pasted picture'
  } catch {
    return 'Pasted picture'
  }
}

async function receive(request: Request, receiver: ByteReceiver): Promise<ImportResult> {
  const name = nameOf(request.headers.get('x-name'))
  const bytes = await readLimited(request.body, largestImport)
  if (bytes) return receiver.importBytes(name, bytes)
  return { assets: [], refused: [{ name, reason: 'It is larger than 50 MB.' }] }
}

/** Takes the bytes of a paste or a drop from a browser and answers like the import channels do. */
export function createByteReceiver(receiver: ByteReceiver): (request: Request) => Promise<Response> {
  return async (request) => {
    let result: Result<ImportResult, AppError>
    try {
      result = succeed(await receive(request, receiver))
    } catch (error) {
      result = fail(receiver.toAppError(error))
    }
    return Response.json(result)
  }
}
