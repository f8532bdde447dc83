/**
 * Channel names only: the sandboxed preload imports these values and nothing heavier.
 * A new request is one name here, one schema in `contract.ts`, one handler in `main/ipc`.
 */
export const requestChannels = [
  'app:info',
  'app:setTheme',
  'app:setScale',
  'project:new',
  'project:openDialog',
  'project:openRecent',
  'project:openSample',
  'project:saveAs',
  'project:save',
  'project:close',
  'project:read',
  'project:recover',
  'versions:list',
  'versions:read',
  'versions:restore',
  'document:apply',
  'import:dialog',
  'import:url',
  'generation:quote',
  'generation:approve',
  'generation:cancel',
  'generation:cancelAll',
  'generation:settle',
  'generation:pause',
  'generation:move',
  'ledger:read',
  'ledger:export',
  'shots:export',
  'storyboard:export',
  'accounts:read',
  'accounts:test',
  'accounts:enterKey',
  'accounts:clearKey',
  'accounts:setBaseUrl',
  'accounts:list',
  'settings:read',
  'settings:change',
  'settings:chooseFilmsFolder',
  'takes:reveal',
  'takes:addFootage',
  'export:check',
  'export:start',
  'export:cancel',
  'export:reveal',
  'menu:describe',
  'log:rendererError',
] as const
export type RequestChannel = (typeof requestChannels)[number]

export const eventChannels = [
  'project:changed',
  'project:saved',
  'takes:changed',
  'jobs:changed',
  'accounts:changed',
  'settings:changed',
  'export:progress',
  'media:ready',
  'menu:command',
  'notice',
] as const
export type EventChannel = (typeof eventChannels)[number]

/** Dropped files travel on a channel of their own, which only the preload's `importDropped` can reach with real paths. */
export const importDroppedChannel = 'import:dropped'
