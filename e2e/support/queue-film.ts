import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { shotIdSchema } from '../../src/shared/ids'
import type { FilmDocument } from '../../src/shared/project/document'
import { answerDialogs, type LaunchedApp } from '../launch'
import { writeLongFilm } from './film-folder'
import { journalOf, writeJobJournal, type JobStory } from './job-journal'

const names = [
  'Harbour at dawn',
  'The lighthouse wakes',
  'Gulls over the cliffs',
  'She turns to the sea',
  'Valley, slow crane',
  'Moonrise, hold',
]

const minute = 60_000

/** Every state that lasts without a key, the newest last; `now` in milliseconds since 1970. */
function everyState(now: number): readonly JobStory[] {
  const shot = (number: number): Pick<JobStory, 'shotId' | 'price' | 'balance'> => ({
    shotId: shotIdSchema.parse(`s${number}`),
    price: 60,
    balance: 1284,
  })
  const ago = (minutes: number): number => now - minutes * minute
  return [
    { ...shot(1), state: 'committed', cost: 60, at: ago(92), runs: 48 },
    { ...shot(2), state: 'committed', cost: null, at: ago(88), runs: 55 },
    {
      ...shot(3),
      state: 'failed',
      at: ago(80),
      charged: 'yes',
      cost: 60,
      reason: 'The prompt was refused by moderation.',
      code: 'SAFETY.INPUT.TEXT',
    },
    {
      ...shot(4),
      state: 'failed',
      at: ago(70),
      charged: 'no',
      cost: 0,
      reason: 'Runway had a fault of its own.',
      code: 'INTERNAL',
    },
    {
      ...shot(5),
      state: 'failed',
      at: ago(64),
      cost: 60,
      reason: 'The clip ended early three times.',
      code: 'CLIP.DAMAGED',
    },
    {
      ...shot(6),
      state: 'rejected',
      at: ago(60),
      reason: 'The account has too few credits for this shot.',
      code: 'CREDITS.SHORT',
    },
    { ...shot(7), state: 'cancelled', charged: 'no', at: ago(55) },
    { ...shot(8), state: 'cancelled', charged: 'unknown', at: ago(50) },
    {
      ...shot(9),
      state: 'unknown',
      at: ago(44),
      reason: 'The request was sent and no answer came.',
      code: 'ANSWER.LOST',
    },
    {
      ...shot(10),
      state: 'unknown',
      at: ago(41),
      balance: null,
      reason: 'The server failed while it had the request.',
      code: 'ANSWER.SERVER',
    },
    { ...shot(11), state: 'running', at: ago(0.6) },
    { ...shot(12), state: 'accepted', at: ago(0.3) },
    { ...shot(13), state: 'throttled', at: ago(0.2) },
    { ...shot(14), state: 'downloading', cost: 60, at: ago(1.5), runs: 45 },
    { ...shot(15), state: 'approved', at: ago(0.2) },
    { ...shot(16), state: 'approved', at: ago(0.2) },
    { ...shot(17), state: 'approved', at: ago(0.2), after: ['a15'] },
  ]
}

/** A film whose queue holds every state that lasts, paused so that nothing else is sent. */
export async function writeQueueFilm(folder: string, userData: string, now: number): Promise<FilmDocument> {
  const film = await writeLongFilm(folder, 18, (index) => ({
    name: names[index] ?? `Coast road, part ${index - names.length + 1}`,
    provider: 'runway',
    model: index % 5 === 4 ? 'veo3.1_fast' : 'gen4.5',
    seconds: index % 5 === 4 ? 4 : 5,
  }))
  const pause = { kind: 'pause', at: new Date(now).toISOString(), paused: true }
  await writeJobJournal(userData, film, [...journalOf(film, everyState(now)), pause])
  return film
}

/** Opens a film folder in the app, as its dialog would. */
export async function openFilm({ app, page }: Pick<LaunchedApp, 'app'> & { readonly page: Page }, folder: string) {
  await answerDialogs(app, { open: [folder] })
  await page.evaluate(() => window.seamline.requests['project:openDialog'](undefined))
}

/** A film's folder inside the data folder. */
export function filmIn(userData: string, name = 'Queue'): string {
  return join(userData, 'films', `${name}.seamline`)
}
