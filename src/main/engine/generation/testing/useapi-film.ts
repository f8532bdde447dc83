import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Shot } from '../../../../shared/project/document'
import type { SimulatorControl } from '../../../../simulator/control'
import { onePixel } from '../../../../simulator/testing/simulator-client'
import { samplePicture } from '../../../../test-support/sample-film'
import { testFfmpeg } from '../../ffmpeg/test-ffmpeg'
import { countOf, journalOf, trusting } from './paid-scene'
import { inStudio, withShots, type OpenStudio, type Studio } from './studio'
import { atUseapi, type UseapiPlace } from './useapi-place'

/** The grace is in the clock of the studio, fifty times as fast as the wall's. */
const patience = { create: 1500, read: 1500, upload: 1500, grace: 60_000 }
const picture = samplePicture(1)

/** Five seconds at five credits. */
export const useapiCredits = 25
export const useapiShot: Partial<Shot> = {
  provider: 'useapi',
  model: 'gen3turbo',
  prompt: 'a harbour at dawn',
  seconds: 5,
  ratio: '5:3',
  start: { kind: 'picture', assetId: picture.id, framings: {} },
}

export interface UseapiFilm {
  readonly place: UseapiPlace
  readonly control: SimulatorControl
  readonly open: OpenStudio
  readonly studio: Studio
}

/** A film of one shot from a picture; afterwards every fault has happened and no key went anywhere else. */
export async function inUseapiFilm(
  work: (scene: UseapiFilm) => Promise<void>,
  over: Partial<Shot> = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'seamline-test-'))
  const start = join(folder, 'start.png')
  await writeFile(start, Buffer.from(onePixel.split(',')[1] ?? '', 'base64'))
  const media = { ...trusting, framedFile: async () => start }
  const ffmpeg = await testFfmpeg()
  try {
    await atUseapi({ ffmpeg: null, patience }, (place) =>
      inStudio({ ffmpeg, pictureWorker: null, media }, async (studio) => {
        const open = await studio.create('film', place)
        const first = { number: 1, over: { ...useapiShot, ...over } }
        open.edit('shot', (document) => withShots(document, [first], [picture]))
        await open.session.save()
        const { control } = place.simulator
        await work({ place, control, open, studio })
        expect(control.state()).toMatchObject({ faultsLeft: 0, keysSentElsewhere: 0 })
      }),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** No task without an approval, no request without a record, and every one of them says whose it is. */
export async function assertUseapiMoney({ control, open, studio }: UseapiFilm, unread = 0): Promise<void> {
  const records = await journalOf(studio, open)
  const approved = records.flatMap((record) => (record.kind === 'approval' ? record.items : []))
  const { tasksCreated, creates } = control.state()
  expect(tasksCreated).toBeLessThanOrEqual(approved.length)
  expect(creates).toHaveLength(countOf(records, 'sending') - unread)
  for (const create of creates) {
    // Nobody here could be called back.
    expect(create.body).not.toContain('replyUrl')
    if (create.taskId !== null) expect(create.body).toContain('replyRef')
  }
}
