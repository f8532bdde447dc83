/**
 * How a still moves, as a crop of the framed picture over time. One definition serves the monitor, the rehearsal
 * and the export, so a still moves alike in all three.
 */
export const cameraMoves = ['pushIn', 'pullBack', 'panLeft', 'panRight', 'tiltUp', 'tiltDown', 'hold'] as const
export type CameraMove = (typeof cameraMoves)[number]

/** A window on the framed picture: normalised centre and the share of the picture's width and height it shows. */
export interface MoveWindow {
  readonly x: number
  readonly y: number
  readonly scale: number
}

interface MovePath {
  readonly from: MoveWindow
  readonly to: MoveWindow
}

const whole: MoveWindow = { x: 0.5, y: 0.5, scale: 1 }
const near: MoveWindow = { x: 0.5, y: 0.5, scale: 0.86 }
const paths: Readonly<Record<CameraMove, MovePath>> = {
  pushIn: { from: whole, to: near },
  pullBack: { from: near, to: whole },
  panLeft: { from: { ...near, x: 0.57 }, to: { ...near, x: 0.43 } },
  panRight: { from: { ...near, x: 0.43 }, to: { ...near, x: 0.57 } },
  tiltUp: { from: { ...near, y: 0.57 }, to: { ...near, y: 0.43 } },
  tiltDown: { from: { ...near, y: 0.43 }, to: { ...near, y: 0.57 } },
  hold: { from: whole, to: whole },
}

/** First and last window of a move; between them the window travels linearly by frame. */
export function movePath(move: CameraMove): MovePath {
  return paths[move]
}

/** The window at a frame of a move that lasts `length` frames: exactly `from` on the first, `to` on the last. */
export function moveWindowAt(move: CameraMove, frame: number, length: number): MoveWindow {
  const { from, to } = paths[move]
  const share = length <= 1 ? 0 : Math.min(1, Math.max(0, frame / (length - 1)))
  const mix = (a: number, b: number): number => a + (b - a) * share
  return { x: mix(from.x, to.x), y: mix(from.y, to.y), scale: mix(from.scale, to.scale) }
}

/** What may stand between a move and its direction: "tilts slowly up", "pan gently to the left". */
const gap = String.raw`(?:[\s-]+(?:slowly|gently|smoothly|slightly|quickly|steadily|across|over))*[\s-]+(?:to[\s-]+the[\s-]+)?`
const sideways = String.raw`(?:pan(?:s|ning)?|truck(?:s|ing)?|slid(?:es?|ing)|track(?:s|ing)?|dolly(?:ing)?|dollies|camera[\s-]+mov(?:es?|ing)|moving[\s-]+camera)`
const vertical = String.raw`(?:tilt(?:s|ing)?|crane(?:s|ing)?|craning|pedestal(?:s|ing)?|boom(?:s|ing)?|jib(?:s|bing)?)`
const along = String.raw`(?:dolly(?:ing)?|dollies|zoom(?:s|ing)?|track(?:s|ing)?)`

function pattern(...alternatives: string[]): RegExp {
  return new RegExp(String.raw`\b(?:${alternatives.join('|')})\b`, 'i')
}

/**
 * Only words of the camera: "she holds a lamp" and "the sun rises" are what is filmed. A bare "dolly" or "zoom" goes in,
 * so it stands after the words that also say where to.
 */
const words: readonly (readonly [CameraMove, RegExp])[] = [
  [
    'hold',
    pattern(
      'static',
      'locked[ -]?off',
      '(?:still|fixed) camera',
      'no camera move(?:ment)?',
      '(?:camera|shot) holds',
      'tripod',
    ),
  ],
  ['pullBack', pattern(`pull(?:s|ing)?${gap}(?:back|out|away)`, `${along}${gap}(?:out|back|away)`)],
  ['panLeft', pattern(`${sideways}${gap}left`, 'right to left')],
  ['panRight', pattern(`${sideways}${gap}right`, 'left to right')],
  ['tiltUp', pattern(`${vertical}${gap}up`, 'camera (?:slowly |gently )?(?:rises|rising|ascends|lifts)')],
  ['tiltDown', pattern(`${vertical}${gap}down`, 'camera (?:slowly |gently )?(?:descends|descending|sinks|lowers)')],
  ['pushIn', pattern(`push(?:es|ing)?${gap}in`, `${along}(?:${gap}(?:in|forward))?`)],
]

/** The camera move a prompt asks for first, in reading order; a slow push in when it names none. */
export function cameraMoveFromPrompt(prompt: string): CameraMove {
  let best: { move: CameraMove; at: number } | null = null
  for (const [move, spoken] of words) {
    const at = prompt.search(spoken)
    if (at >= 0 && (best === null || at < best.at)) best = { move, at }
  }
  return best?.move ?? 'pushIn'
}
