import { vi } from 'vitest'
import type { Job } from '../../../../shared/jobs/job'
import type { SimulatorControl } from '../../../../simulator/control'
import { testFfmpeg } from '../../ffmpeg/test-ffmpeg'
import { addShots, one, paidShot, trusting } from './paid-scene'
import { atRunway, type PlaceOptions, type RunwayPlace } from './runway-place'
import { inStudio, shotId, type OpenStudio, type Studio } from './studio'

export const three = shotId(3)
/** Micro-dollars. */
export const cent = 10_000

export interface PaidFilm {
  readonly place: RunwayPlace
  readonly control: SimulatorControl
  readonly studio: Studio
  readonly open: OpenStudio
}

/** A film of three shots at 24 cents each. */
export async function inFilm(work: (film: PaidFilm) => Promise<void>, over: Partial<PlaceOptions> = {}): Promise<void> {
  const ffmpeg = await testFfmpeg()
  await atRunway({ ffmpeg: null, ...over }, (place) =>
    inStudio({ ffmpeg, pictureWorker: null, media: trusting }, async (studio) => {
      const open = await studio.create('film', place)
      addShots(open, { ...paidShot, prompt: 'one' }, { ...paidShot, prompt: 'two' }, { ...paidShot, prompt: 'three' })
      await open.session.save()
      await work({ place, control: place.simulator.control, studio, open })
    }),
  )
}

export function setBudget(open: OpenStudio, cents: number | null): void {
  const budget = cents === null ? null : cents * cent
  open.edit('budget', (document) => ({ ...document, settings: { ...document.settings, budget } }))
}

export function jobOf({ generation }: OpenStudio, shot = one): Job {
  return generation.jobs.findLast((job) => job.shotId === shot)!
}

export async function isHeld(open: OpenStudio, words: string, shot = one): Promise<void> {
  await vi.waitUntil(() => jobOf(open, shot)?.hold?.includes(words), { timeout: 10_000, interval: 5 })
}

/** What the server made and charged. */
export function served(control: SimulatorControl): readonly [tasks: number, creates: number, charged: number] {
  const { tasksCreated, creates, charged } = control.state()
  return [tasksCreated, creates.length, charged]
}
