/** Channels of the key window, which only its own preload uses. Values alone: the sandboxed preload imports them. */
export const keyChannels = { prompt: 'key:prompt', submit: 'key:submit', close: 'key:close' } as const
