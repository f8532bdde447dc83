import type { WebContents } from 'electron'
import type { EventChannel } from '../../shared/ipc/channels'
import type { EventPayload } from '../../shared/ipc/contract'

/** Tells the window something; does nothing while there is no window. */
export type Publish = <Channel extends EventChannel>(channel: Channel, payload: EventPayload<Channel>) => void

/** Publishes to whatever window `contents` gives at that moment. */
export function createPublish(contents: () => WebContents | null): Publish {
  return (channel, payload) => {
    const target = contents()
    if (target && !target.isDestroyed()) target.send(channel, payload)
  }
}
