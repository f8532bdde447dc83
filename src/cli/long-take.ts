import { longTakeNotes, planLongTake, promptLines } from '../shared/continuity/long-take'
import type { VideoModel } from '../shared/models/model'
import type { Given, OptionTable } from './command'
import { CommandFailure } from './command-failure'
import type { Pairing, ShotWish } from './pair-prompts'

/** One long take from one picture, in commands that make shots. */
export const lengthOptions = {
  length: {
    type: 'text',
    value: 'SECONDS',
    help: 'one long take from one picture: as many shots as the model needs, each from the last frame before',
  },
  same: { type: 'flag', help: 'with --length: every shot starts from the picture instead' },
} as const satisfies OptionTable

export type LengthOptions = Given<typeof lengthOptions>

interface LongAsked<Picture> {
  readonly model: VideoModel
  readonly pictures: readonly Picture[]
  readonly prompts: readonly string[]
}

function secondsOf(text: string): number {
  const typed = text.trim().replace(/\s*s$/i, '')
  return /^[+-]?\d+(?:\.\d+)?$/.test(typed) ? Number(typed) : Number.NaN
}

/** Says what does not go together with --length, before anything is made. Throws `CommandFailure`. */
export function checkLength(given: LengthOptions & { readonly duration: string | null }, pictures: number): void {
  if (given.length === null) {
    if (given.same)
      throw new CommandFailure('usage', '--same says how a long take begins its shots: give its --length.')
    return
  }
  if (given.duration !== null) {
    throw new CommandFailure('usage', '--length plans the length of every shot: leave --duration out.')
  }
  if (pictures > 1) {
    throw new CommandFailure('usage', `--length makes one long take from one picture; ${pictures} were named.`)
  }
}

/** The shots of a long take, planned as in the window; null without --length. Throws `CommandFailure`. */
export function planLength<Picture>(
  given: LengthOptions,
  { model, pictures, prompts }: LongAsked<Picture>,
): Pairing<Picture> | null {
  if (given.length === null) return null
  const method = given.same ? ('same' as const) : ('chain' as const)
  const wish = { model, method, target: secondsOf(given.length), prompts: prompts.flatMap(promptLines) }
  const planned = planLongTake(wish)
  if (!planned.ok) throw new CommandFailure('usage', `--length ${given.length}: ${planned.problem}`)
  const picture = pictures[0] ?? null
  const wishes = planned.value.parts.map(({ seconds, prompt }, index): ShotWish<Picture> => {
    const first = index === 0 || given.same
    // Without a picture a long take goes on from the film's last shot.
    return {
      picture: first ? picture : null,
      prompt,
      seconds,
      continues: given.same ? false : !first || picture === null,
    }
  })
  return { wishes, notes: longTakeNotes(wish, planned.value) }
}
