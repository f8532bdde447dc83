import { parentPort } from 'node:worker_threads'
import { openCardFonts, type CardFonts } from './card-fonts'
import { drawCard } from './draw-card'
import type { PictureAnswer, PictureJob, PictureReply } from './picture-job'
import { doPictureJob, loadVips, writeDrawing } from './vips-pictures'

// The picture thread: one job at a time, each answered with data. It is ended from outside when a file makes it hang.

const vips = loadVips()
const fonts = new Map<string, CardFonts>()

function fontsIn(folder: string): CardFonts {
  const opened = fonts.get(folder) ?? openCardFonts(folder)
  fonts.set(folder, opened)
  return opened
}

/** How libvips says that it could not read a file. It is no `Error`: those are ours, or the thread itself gave up. */
function isVipsException(error: unknown): boolean {
  return typeof error === 'object' && error !== null && !(error instanceof Error)
}

async function answer(job: PictureJob): Promise<PictureAnswer> {
  const library = await vips
  if (job.kind === 'card') {
    return writeDrawing(library, drawCard(job.card, job.size, fontsIn(job.fonts)), job.target)
  }
  try {
    return await doPictureJob(library, job)
  } catch (error) {
    if (isVipsException(error)) return { ok: false, refusal: 'damaged' }
    throw error
  }
}

async function reply(job: PictureJob): Promise<PictureReply> {
  try {
    return { kind: 'answer', answer: await answer(job) }
  } catch (error) {
    const { name, message, code } = error as NodeJS.ErrnoException
    return { kind: name === 'RuntimeError' ? 'broken' : 'fault', message, code: code ?? null }
  }
}

parentPort?.on('message', (job: PictureJob) => {
  void reply(job).then((sent) => parentPort?.postMessage(sent, []))
})
