import { EventEmitter } from 'node:events'
import type { IpcMainInvokeEvent, WebContents } from 'electron'
import { describe, expect, test } from 'vitest'
import { isTrustedSender, trustSender } from './trusted-sender'

/** A page as far as the check looks at one. */
function page(id: number): WebContents & EventEmitter {
  return Object.assign(new EventEmitter(), { id }) as unknown as WebContents & EventEmitter
}

function sentBy(sender: WebContents, url: string, parent: object | null = null): IpcMainInvokeEvent {
  return { sender, senderFrame: { url, parent } } as unknown as IpcMainInvokeEvent
}

describe('a message', () => {
  const own = page(1)
  trustSender(own)

  test('of the app’s window on the app’s page is trusted', () => {
    expect(isTrustedSender(sentBy(own, 'app://seamline/index.html'))).toBe(true)
  })

  test.each([
    'app://seamline.example/index.html',
    'app://seamline',
    'app://elsewhere/index.html',
    'https://seamline/index.html',
    'file:///index.html',
    'about:blank',
    '',
  ])('from the page %s is not', (url) => {
    expect(isTrustedSender(sentBy(own, url))).toBe(false)
  })

  test('of a frame inside the page is not', () => {
    expect(isTrustedSender(sentBy(own, 'app://seamline/index.html', { url: 'app://seamline/index.html' }))).toBe(false)
  })

  test('of a page that is gone is not', () => {
    expect(isTrustedSender({ sender: own, senderFrame: null })).toBe(false)
  })

  test('of a window the app did not make is not', () => {
    expect(isTrustedSender(sentBy(page(2), 'app://seamline/index.html'))).toBe(false)
  })

  test('is no longer trusted once its window is destroyed', () => {
    const closing = page(3)
    trustSender(closing)
    closing.emit('destroyed')
    expect(isTrustedSender(sentBy(closing, 'app://seamline/index.html'))).toBe(false)
  })
})
