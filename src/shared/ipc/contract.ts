import { z } from 'zod'
import { exportOptionsSchema, exportReportSchema } from '../film/export-options'
import { approvalIdSchema, attemptIdSchema, exportIdSchema, shotIdSchema, takeIdSchema } from '../ids'
import { takeSchema } from '../jobs/take'
import { quoteSchema } from '../models/quote'
import { documentDiffSchema } from '../project/diff'
import { assetSchema } from '../project/document'
import { savedDocumentSchema } from '../project/saved-document'
import { accountViewSchema, appSettingsSchema } from './account-view'
import type { EventChannel, RequestChannel } from './channels'
import { ledgerEntrySchema, queueViewSchema, settlementSchema } from './generation-view'
import { projectSnapshotSchema } from './snapshot'

const nothing = z.undefined()
const accounts = z.array(accountViewSchema).readonly()
const provider = z.string().max(40)
const account = z.object({ provider })
const theme = z.enum(['dark', 'light', 'system'])
/** How large everything in the window is; 1 is the usual size. */
const scale = z.number().min(0.8).max(2)
const recent = z.object({ id: z.string(), title: z.string(), location: z.string(), missing: z.boolean() }).readonly()
const version = z.object({ name: z.string().max(100) })
const opened = z.union([projectSnapshotSchema, z.null()])
const shotIds = z.array(shotIdSchema).min(1).max(2000).readonly()

/** What an import did: records the window adds to the document in one edit, and what was refused, with words. */
export const importResultSchema = z
  .object({
    assets: z.array(assetSchema).readonly(),
    refused: z.array(z.object({ name: z.string(), reason: z.string() }).readonly()).readonly(),
    /** Takes that files became, when they were meant for a shot. */
    takeIds: z.array(takeIdSchema).readonly().optional(),
  })
  .readonly()
export type ImportResult = z.infer<typeof importResultSchema>

/** One line of the menu, told by the window's command registry, so that the menu has no list of its own. */
const menuItem = z.object({
  id: z.string().max(60),
  group: z.enum(['File', 'Edit', 'Shot', 'Timeline', 'Play', 'View', 'Help']),
  label: z.string().max(120),
  /** In the command registry's notation (`Mod+Shift+Z`); shown beside the label. Null: no key. */
  key: z.string().max(40).nullable(),
  enabled: z.boolean(),
})
export type MenuItem = z.infer<typeof menuItem>

export const missingShotSchema = z.object({ shotId: shotIdSchema, name: z.string(), why: z.string() }).readonly()

export const requests = {
  'app:info': {
    input: nothing,
    output: z.object({
      version: z.string(),
      platform: z.string(),
      theme,
      scale,
      recents: z.array(recent),
      freeBytes: z.number().nullable(),
      /** True once in the life of the app's data: whoever sees the sample then sees it play. */
      greets: z.boolean(),
    }),
  },
  'app:setTheme': { input: z.object({ theme }), output: nothing },
  'app:setScale': { input: z.object({ scale }), output: nothing },
  'project:new': { input: nothing, output: opened },
  'project:openDialog': { input: nothing, output: opened },
  'project:openRecent': { input: z.object({ id: z.string().max(100) }), output: opened },
  'project:openSample': { input: nothing, output: projectSnapshotSchema },
  'project:saveAs': { input: nothing, output: opened },
  'project:save': { input: nothing, output: nothing },
  'project:close': { input: nothing, output: nothing },
  'project:read': { input: nothing, output: opened },
  'project:recover': { input: z.object({ choice: z.enum(['recover', 'keepSaved']) }), output: projectSnapshotSchema },
  /** Newest first. */
  'versions:list': {
    input: nothing,
    output: z.array(z.object({ name: z.string(), at: z.iso.datetime() }).readonly()).readonly(),
  },
  'versions:read': { input: version, output: savedDocumentSchema },
  /** Makes a film of its own of a version and opens it. Null: the user closed the save dialog. */
  'versions:restore': { input: version, output: opened },
  'document:apply': {
    input: z.object({ baseRevision: z.int().min(0), label: z.string().max(120), diff: documentDiffSchema }),
    output: z.object({ revision: z.int() }),
  },
  'import:dialog': { input: z.object({ kind: z.enum(['pictures', 'sound']) }), output: importResultSchema },
  'import:url': { input: z.object({ url: z.string().max(4000) }), output: importResultSchema },
  'generation:quote': { input: z.object({ shotIds }), output: quoteSchema },
  'generation:approve': {
    input: z.object({ shotIds, quoteHash: z.string().max(100) }),
    output: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('approved'), approvalId: approvalIdSchema }),
      z.object({ outcome: z.literal('quoteChanged'), quote: quoteSchema }),
    ]),
  },
  'generation:cancel': { input: z.object({ attemptId: attemptIdSchema }), output: nothing },
  'generation:cancelAll': { input: nothing, output: nothing },
  'generation:settle': {
    input: z.object({ attemptId: attemptIdSchema, settlement: settlementSchema }),
    output: nothing,
  },
  'generation:pause': { input: z.object({ paused: z.boolean() }), output: nothing },
  /** Before another job that waits; null: last. */
  'generation:move': {
    input: z.object({ attemptId: attemptIdSchema, before: attemptIdSchema.nullable() }),
    output: nothing,
  },
  'ledger:read': { input: nothing, output: z.object({ entries: z.array(ledgerEntrySchema) }) },
  /** False: the user closed the save dialog. */
  'ledger:export': { input: nothing, output: z.object({ written: z.boolean() }) },
  /** False: the user closed the save dialog. */
  'shots:export': { input: nothing, output: z.object({ written: z.boolean() }) },
  /** The contact sheet as a PDF. False: the user closed the save dialog. */
  'storyboard:export': {
    input: z.object({ paper: z.enum(['A4', 'Letter']) }),
    output: z.object({ written: z.boolean() }),
  },
  'accounts:read': { input: nothing, output: accounts },
  /** Asks the account, which is free, and answers how all stand. */
  'accounts:test': { input: account, output: accounts },
  /** Opens a window of its own for the key: this page never sees it. Answers when that window is closed. */
  'accounts:enterKey': { input: account, output: accounts },
  'accounts:clearKey': { input: account, output: accounts },
  /** An empty address is the provider's own. */
  'accounts:setBaseUrl': { input: z.object({ provider, baseUrl: z.string().max(500) }), output: accounts },
  /** Puts a provider on the user's list of accounts, or takes it off. */
  'accounts:list': { input: z.object({ provider, listed: z.boolean() }), output: accounts },
  'settings:read': { input: nothing, output: appSettingsSchema },
  'settings:change': {
    input: appSettingsSchema.unwrap().omit({ filmsFolder: true }).partial(),
    output: appSettingsSchema,
  },
  'settings:chooseFilmsFolder': { input: nothing, output: appSettingsSchema },
  /** Lets the user choose videos and makes takes of them. */
  'takes:addFootage': { input: z.object({ shotId: shotIdSchema }), output: importResultSchema },
  'takes:reveal': { input: z.object({ takeId: takeIdSchema }), output: nothing },
  'export:check': { input: nothing, output: z.object({ missing: z.array(missingShotSchema) }) },
  /** Null: the user closed the save dialog. */
  'export:start': { input: exportOptionsSchema, output: exportIdSchema.nullable() },
  'export:cancel': { input: z.object({ exportId: exportIdSchema }), output: nothing },
  'export:reveal': { input: z.object({ exportId: exportIdSchema }), output: nothing },
  'menu:describe': { input: z.object({ items: z.array(menuItem).max(300) }), output: nothing },
  'log:rendererError': { input: z.object({ message: z.string().max(4000) }), output: nothing },
} as const satisfies Record<RequestChannel, { input: z.ZodType; output: z.ZodType }>

export const events = {
  /** The engine replaced the document (opened, recovered, refused an edit): mirror it afresh. Null: no project. */
  'project:changed': opened,
  'project:saved': z.object({ revision: z.int(), problem: z.string().nullable() }),
  'takes:changed': z.array(takeSchema),
  'jobs:changed': queueViewSchema,
  'accounts:changed': accounts,
  'settings:changed': appSettingsSchema,
  'export:progress': z.discriminatedUnion('state', [
    z.object({ state: z.literal('running'), exportId: exportIdSchema, share: z.number(), step: z.string() }),
    z.object({ state: z.literal('done'), exportId: exportIdSchema, report: exportReportSchema }),
    z.object({ state: z.literal('failed'), exportId: exportIdSchema, message: z.string() }),
    z.object({ state: z.literal('cancelled'), exportId: exportIdSchema }),
  ]),
  /** A conformed copy, filmstrip or card became available under an address that was asked for before. */
  'media:ready': z.object({ takeId: takeIdSchema }),
  'menu:command': z.object({ id: z.string() }),
  notice: z.object({ tone: z.enum(['info', 'warning', 'problem']), message: z.string() }),
} as const satisfies Record<EventChannel, z.ZodType>

export type RequestInput<Channel extends RequestChannel> = z.input<(typeof requests)[Channel]['input']>
export type ParsedInput<Channel extends RequestChannel> = z.output<(typeof requests)[Channel]['input']>
export type RequestOutput<Channel extends RequestChannel> = z.output<(typeof requests)[Channel]['output']>
export type EventPayload<Channel extends EventChannel> = z.output<(typeof events)[Channel]>
export type ExportProgress = EventPayload<'export:progress'>
