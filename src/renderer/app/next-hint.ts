/** What a newcomer is told at the moment it is of use; each once. */
export const hints = ['prompt', 'rehearse', 'export'] as const
export type Hint = (typeof hints)[number]

/** How far the newcomer's own film is. */
export interface FilmProgress {
  readonly shots: number
  /** Shots with words of their own. */
  readonly prompted: number
  /** Generations, whatever became of them. */
  readonly generations: number
  readonly takes: number
}

const moments: Readonly<Record<Hint, (film: FilmProgress) => boolean>> = {
  prompt: ({ shots, prompted }) => shots > 0 && prompted === 0,
  rehearse: ({ prompted, generations, takes }) => prompted > 0 && generations === 0 && takes === 0,
  export: ({ takes }) => takes > 0,
}

/** What is shown now, and what is not shown again. */
export interface HintState {
  readonly shown: Hint | null
  readonly seen: readonly Hint[]
}

/**
 * Goes on with the hints as the film has become: one whose moment is over has been seen, and the next one that is of use
 * shows. `film`: null while the newcomer has none of their own open.
 */
export function followFilm(state: HintState, film: FilmProgress | null): HintState {
  const { shown, seen } = state
  if (film === null) return shown === null ? state : { shown: null, seen }
  if (shown !== null && moments[shown](film)) return state
  const left = shown === null ? seen : [...seen, shown]
  const next = hints.find((hint) => !left.includes(hint) && moments[hint](film)) ?? null
  return next === shown && left === seen ? state : { shown: next, seen: left }
}

/** The user has read it. */
export function dismissHint({ shown, seen }: HintState): HintState {
  return { shown: null, seen: shown === null ? seen : [...seen, shown] }
}
