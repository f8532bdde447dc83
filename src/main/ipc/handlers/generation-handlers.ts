import type { FilmDesk } from '../../shell/film-desk'
import type { Handlers } from '../serve'

type GenerationChannel =
  | 'generation:quote'
  | 'generation:approve'
  | 'generation:cancel'
  | 'generation:cancelAll'
  | 'generation:settle'
  | 'generation:pause'
  | 'generation:move'
  | 'takes:reveal'

/** Generation: the window names shots and the bill it showed; what is sent is computed by the engine. */
export function generationHandlers(desk: FilmDesk, reveal: (file: string) => void): Pick<Handlers, GenerationChannel> {
  return {
    'generation:quote': ({ shotIds }) => desk.require().generation.quote(shotIds),
    'generation:approve': ({ shotIds, quoteHash }) => desk.require().generation.approve(shotIds, quoteHash),
    'generation:cancel': ({ attemptId }) => {
      desk.require().generation.cancel(attemptId)
      return undefined
    },
    'generation:cancelAll': () => {
      desk.require().generation.cancelAll()
      return undefined
    },
    'generation:settle': async ({ attemptId, settlement }) => {
      await desk.require().generation.settle(attemptId, settlement)
      return undefined
    },
    'generation:pause': async ({ paused }) => {
      await desk.require().generation.pause(paused)
      return undefined
    },
    'generation:move': async ({ attemptId, before }) => {
      await desk.require().generation.move(attemptId, before)
      return undefined
    },
    'takes:reveal': ({ takeId }) => {
      const film = desk.require()
      const take = film.generation.takes.find(({ id }) => id === takeId)
      if (take) reveal(film.media.takeFile(take))
      return undefined
    },
  }
}
