import { describe, expect, test, vi } from 'vitest'
import type { ImportResult } from '../../shared/ipc/contract'
import { createByteReceiver, type ByteReceiver } from './receive-bytes'

const nothing: ImportResult = { assets: [], refused: [] }
const importBytes = vi.fn<ByteReceiver['importBytes']>(() => Promise.resolve(nothing))
const receive = createByteReceiver({ importBytes, toAppError: () => ({ kind: 'unexpected', message: 'words' }) })

async function post(body: BodyInit, name?: string): Promise<unknown> {
  const headers = name === undefined ? {} : { 'x-name': name }
  // Streams need `duplex`, which the types of the page do not know.
  const init = { method: 'POST', body, headers, duplex: 'half' }
  const answer = await receive(new Request('https://example.invalid/import', init))
  return answer.json()
}

/** A body of so many megabytes that counts how many were read. */
function largeBody(megabytes: number): { readonly body: ReadableStream<Uint8Array>; readonly read: () => number } {
  let read = 0
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (read === megabytes) return controller.close()
        read++
        controller.enqueue(new Uint8Array(1_000_000))
      },
    },
    { highWaterMark: 0 },
  )
  return { body, read: () => read }
}

describe('bytes that arrive', () => {
  test('are imported under their name', async () => {
    expect(await post('picture', encodeURIComponent('Möwe “1”.png'))).toEqual({ ok: true, value: nothing })
    const [name, bytes] = importBytes.mock.lastCall ?? []
    expect([name, Buffer.from(bytes ?? []).toString()]).toEqual(['Möwe “1”.png', 'picture'])
  })

  test.each([undefined, '', '%E0%A4%A'])('have a name of their own when they come with %o', async (name) => {
    await post('picture', name)
    expect(importBytes.mock.lastCall?.[0]).toBe('Pasted picture')
  })

  test('have a name of 200 letters at most', async () => {
    await post('picture', 'n'.repeat(5000))
    expect(importBytes.mock.lastCall?.[0]).toHaveLength(200)
  })

  test('may be 50 MB', async () => {
    importBytes.mockClear()
    await post(largeBody(50).body)
    expect(importBytes.mock.lastCall?.[1].byteLength).toBe(50_000_000)
  })

  test('are refused beyond, and not read to their end', async () => {
    importBytes.mockClear()
    const { body, read } = largeBody(500)
    const refused = [{ name: 'large.png', reason: 'It is larger than 50 MB.' }]
    expect(await post(body, 'large.png')).toEqual({ ok: true, value: { assets: [], refused } })
    expect(importBytes).not.toHaveBeenCalled()
    expect(read()).toBeLessThan(60)
  })

  test('that break off are a failure in words', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })
    expect(await post(body)).toEqual({ ok: false, problem: { kind: 'unexpected', message: 'words' } })
  })
})
