import type { CameraMove, PacedMove } from './camera-move'

export function sameMoves(a: readonly PacedMove[], b: readonly PacedMove[]): boolean {
  return a.length === b.length && a.every((one) => b.some(({ move, pace }) => move === one.move && pace === one.pace))
}

/** One step of what a prompt asks of the camera: moves at the same time. */
export interface CameraStep {
  readonly moves: readonly PacedMove[]
  /** Null: not said. */
  readonly seconds: number | null
}

/** What a pattern finds; `continue` stands for the moves that were under way. */
type Found = CameraMove | 'continue'

/** What may stand between a move and its direction: "tilts slowly up", "pan gently to the left". */
const adverbs = String.raw`(?:[\s-]+(?:very|slowly|gently|smoothly|slightly|quickly|steadily|gradually|rapidly|subtly|fast|slow|across|over|around))*`
const gap = String.raw`${adverbs}[\s-]+(?:to[\s-]+the[\s-]+)?`
const lens = String.raw`(?:camera|shot|frame|view|lens)`

/** A verb with its forms; one that things and people do too speaks of the camera only after it: "the ship rolls left". */
function verb(stem: string, doubled: string, ...rest: readonly string[]): string {
  return `(?:${[stem, `${doubled}ing`, ...rest].join('|')})`
}

/** The look back comes last, so that it is taken only where such a word stands. */
function ofCamera(finite: string): string {
  return String.raw`(?:${finite})(?<=\b${lens}\b[^,]*)`
}

const pan = verb('pan', 'pann', 'pans', 'sweep', 'sweeping')
const truck = `(?:${verb('truck', 'truck', 'track', 'tracking', 'slide', 'sliding', 'dolly', 'dollying')}|moving camera|${ofCamera('trucks|tracks|slides|dollies|moves|moving|move')})`
const tilt = verb('tilt', 'tilt', 'tilts')
const crane = `(?:${verb('crane', 'cran', 'pedestal', 'boom', 'booming', 'jib', 'jibbing')}|${ofCamera('cranes|pedestals|booms|jibs')})`
const dolly = `(?:${verb('dolly', 'dolly', 'dollies', 'track', 'tracking')}|${ofCamera('tracks|moves|glides|moving')})`
const push = `(?:${verb('push', 'push')}|${ofCamera('pushes|creeps|moves')})`
const pull = `(?:${verb('pull', 'pull')}|${ofCamera('pulls|moves')})`
const zoom = verb('zoom', 'zoom', 'zooms')
const orbit = `(?:${verb('orbit', 'orbit', 'arc', 'arcing')}|${ofCamera('orbits|arcs|circles|revolves')})`
const roll = `(?:${verb('roll', 'roll')}|${ofCamera('rolls')})`
const sweeping = String.raw`(?<=\b(?:pan|pans|panning|sweep|sweeping|${lens})\b[^,]*)`

/** What is pushed in and pulled back by hand. */
const things = String.raw`(?!\s+(?:the|a|an|his|her|their)\s+(?:curtains?|hair|veil|covers?|blanket|sheets?|doors?|bow|string|trigger|chair|drawer))`

const left = String.raw`(?:left|counter-?clockwise|anti-?clockwise)`
const right = String.raw`(?:right|clockwise)`

/**
 * The sayings, the longer before those they contain. Only words of the camera: "she holds a lamp" and "the sun rises" are
 * what is filmed. `^` stands for the beginning of a clause, where a bare word is an order to the camera.
 */
const sayings: readonly (readonly [Found, readonly string[]])[] = [
  [
    'hold',
    [
      String.raw`no (?:camera |lens )(?:move(?:ment|s)?|motion)`,
      String.raw`(?:(?:don.t|do not|never) move the camera|camera (?:does not|doesn.t|never) moves?)`,
      String.raw`locked[ -]?(?:off|down)`,
      String.raw`(?:still|fixed|static|motionless|unmoving|stationary) (?:wide |close |medium |long )*(?:camera|shot|frame|view|tripod|wide|close-?up)`,
      String.raw`^(?:static|stationary|locked|tripod|freeze)(?=\s*$)`,
      String.raw`tripod shot|on (?:a )?tripod`,
      String.raw`${lens}\s+(?:[a-z]+ly\s+)?(?:holds|stays|remains|is (?:static|still|locked|fixed))`,
      String.raw`^(?:hold|holding|holds|wait|pause|stay|rest)(?=\s*$|\s+(?:for\b|on\b|still\b|steady\b|there\b|it\b|a (?:moment|beat|second)|the (?:shot|frame|camera|view)|\d|half|one|two|three|four|five|six|seven|eight|nine|ten|until))`,
      String.raw`(?<=second[\s-])hold`,
    ],
  ],
  ['crashZoomOut', [String.raw`(?:crash|snap|whip)[\s-]+zoom(?:s|ing)?${gap}(?:out|back|away)`]],
  ['crashZoomIn', [String.raw`(?:crash|snap|whip)[\s-]+zoom(?:s|ing)?(?:${gap}(?:in|into|on|onto))?`]],
  ['whipPanLeft', [String.raw`(?:whip|swish)[\s-]+pan(?:s|ning)?${gap}left`]],
  ['whipPanRight', [String.raw`(?:whip|swish)[\s-]+pan(?:s|ning)?(?:${gap}right)?`]],
  ['zoomOut', [`${zoom}${gap}(?:out|back|away)`]],
  [
    'zoomIn',
    [
      String.raw`${zoom}${gap}(?:in|into|on|onto|closer|towards?)`,
      String.raw`^${adverbs}(?:zoom|zooming)(?!\s+(?:lens|call|meeting|past|by|off|down|up|through))`,
      String.raw`(?<=(?:slow|quick|fast|gentle|steady|rapid|subtle)[\s-])zoom(?!\s+(?:lens|call|meeting))`,
    ],
  ],
  ['dollyOut', [`${pull}${gap}(?:back|out|away)${things}`, `${dolly}${gap}(?:out|back|backwards?|away)`]],
  ['truckLeft', [`${truck}${gap}left`]],
  ['truckRight', [`${truck}${gap}right`]],
  [
    'dollyIn',
    [
      String.raw`${push}${gap}(?:in|closer|forwards?)${things}`,
      String.raw`${dolly}${gap}(?:in|into|forwards?|closer|towards?|through)`,
      String.raw`(?:dolly|tracking) shot`,
      String.raw`^${adverbs}(?:dolly|dollying)(?=\s*$)`,
    ],
  ],
  ['panLeft', [`${pan}${gap}left`, `right to left${sweeping}`]],
  ['panRight', [`${pan}${gap}right`, `left to right${sweeping}`]],
  ['tiltUp', [`${tilt}${gap}up(?:wards?)?`]],
  ['tiltDown', [`${tilt}${gap}down(?:wards?)?`]],
  [
    'craneUp',
    [`${crane}${gap}up(?:wards?)?`, String.raw`crane shot`, ofCamera('rises|rising|ascends|ascending|lifts|lifting')],
  ],
  ['craneDown', [`${crane}${gap}down(?:wards?)?`, ofCamera('descends|descending|sinks|sinking|lowers|lowering')]],
  ['orbitLeft', [`${orbit}${gap}${left}`]],
  [
    'orbitRight',
    [
      `${orbit}${gap}${right}`,
      String.raw`(?:orbit|arc)(?:ing)? shot`,
      ofCamera('orbits|orbiting|arcs|circles|circling|revolves'),
      String.raw`^${adverbs}(?:orbit|orbiting|arc|arcing|circle|circling)(?=\s*$|\s+(?:around|about|slowly|for\b|over\b|the\b|her\b|him\b|them\b|it\b|\d))`,
    ],
  ],
  ['rollLeft', [`${roll}${gap}${left}`]],
  [
    'rollRight',
    [`${roll}${gap}${right}`, String.raw`(?:camera|barrel|dutch) roll`, ofCamera('rolls'), String.raw`^roll(?=\s*$)`],
  ],
  [
    'handheld',
    [
      String.raw`hand-?held(?!\s+(?:fans?|torch|radio|phone|device|mirror|games?|console|lamp|lantern|light|drill|flags?))`,
      String.raw`shaky[\s-]?cam(?:era)?`,
      String.raw`(?:camera|slight|gentle|subtle) shake`,
      String.raw`camera shakes|shaking camera`,
    ],
  ],
  [
    'continue',
    [
      String.raw`^(?:continue|continuing|carry on|go on|same move|keep going|keep moving)(?=\s*$|\s+(?:the|that|this|with|in|for|over|on)\b|\s+\d|\s+mov)`,
      ofCamera('continues|keeps going|keeps moving|goes on|carries on'),
      String.raw`(?:the )?same (?:camera )?move(?:ment)?(?: continues| goes on)?`,
    ],
  ],
]

const patterns = sayings.map(
  ([found, ways]) =>
    [
      found,
      new RegExp(ways.map((way) => (way.startsWith('^') ? `^\\b${way.slice(1)}\\b` : `\\b${way}\\b`)).join('|'), 'gi'),
    ] as const,
)

/** "No zoom", "without panning left or zooming": up to three words before. */
const negated =
  /\b(?:no|not|without|don.t|do not|doesn.t|does not|never|avoid|avoiding|instead of|rather than)\s+(?:[\w-]+\s+){0,3}$/i
/** Those who do it themselves: "she tilts up", "the crowd pushing in". */
const others =
  /\b(?:he|she|they|who|we|you|i|man|men|woman|women|boys?|girls?|child|children|people|crowd|dogs?|cats?|cars?|boats?|trains?|waves?|players?|soldiers?)\s+(?:(?:is|are)\s+)?(?:[a-z]+ly\s+)?$/i
/** A thing of that name: "a truck left the road", "the pans left on the stove". */
const article = /\b(?:the|a|an|his|her|their|its|my|our|your|two|three|some|these|those|red|old|big|of|frying)\s+$/i
const thing = /^(?:trucks?|tracks?|slides?|pans|booms?|dolly|cranes?|rolls?|arcs?)\b(?!\s+shot)/i

interface Hit {
  readonly found: Found
  readonly at: number
  readonly length: number
}

function meant(text: string, { found, at, length }: Hit): boolean {
  const before = text.slice(0, at)
  if (found === 'hold') return true
  if (negated.test(before) || others.test(before)) return false
  return !(article.test(before) && thing.test(text.slice(at, at + length)))
}

/** Every saying in a piece of text in reading order, none inside another. */
function hitsIn(text: string): readonly Hit[] {
  const hits: Hit[] = []
  for (const [found, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const hit = { found, at: match.index, length: match[0].length }
      const free = hits.every((one) => hit.at >= one.at + one.length || hit.at + hit.length <= one.at)
      if (free) hits.push(hit)
    }
  }
  return hits.filter((hit) => meant(text, hit)).toSorted((a, b) => a.at - b.at)
}

const slow = /\b(?:slow(?:ly)?|gentl[ey]|gradual(?:ly)?|slight(?:ly)?|subtl[ey]|creep(?:s|ing)|imperceptibl[ey])\b/i
const quick = /\b(?:quick(?:ly)?|fast|rapid(?:ly)?|swift(?:ly)?|sudden(?:ly)?|abrupt(?:ly)?)\b/i
const slowMotion = /\bslow[\s-]?mo(?:tion)?\b/gi

function paceOf(words: string): PacedMove['pace'] {
  if (quick.test(words)) return 'quick'
  return slow.test(words) ? 'slow' : 'normal'
}

/** How fast a move is: what the few words before, in and after it say. */
function paceAround(text: string, { at, length }: Hit): PacedMove['pace'] {
  const before = text.slice(0, at).split(/\s+/).slice(-3).join(' ')
  const after = text.slice(at, at + length + 24)
  return paceOf(`${before} ${after}`)
}

const numbers: Readonly<Record<string, number>> = {
  'half a': 0.5,
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
}
const counted = String.raw`\d{1,4}(?:\.\d{1,3})?|half a|one|two|three|four|five|six|seven|eight|nine|ten`
const unit = String.raw`(?:s|secs?|seconds?)`
const timeWords = [
  new RegExp(String.raw`(?<![\d.])(${counted})[\s-]*${unit}\b`, 'i'),
  new RegExp(String.raw`\b(?:for|over|in|lasting|hold|wait|pause)\s+(${counted})\s*$`, 'i'),
  new RegExp(String.raw`\b(?:for|over|hold|wait|pause)\s+(a)\s+(?:seconds?|moment|beat)\b`, 'i'),
]
const afterWords = new RegExp(String.raw`\bafter\s+(?:about\s+)?(${counted}|a)[\s-]*(?:${unit}|moment|beat)\b`, 'i')

function numberOf(word: string | undefined): number | null {
  if (word === undefined) return null
  const value = numbers[word.toLowerCase()] ?? Number(word)
  // Nothing takes no time, and no shot an hour.
  return Number.isFinite(value) && value > 0 ? Math.min(value, 3600) : null
}

function secondsIn(text: string): number | null {
  for (const pattern of timeWords) {
    const seconds = numberOf(pattern.exec(text)?.[1])
    if (seconds !== null) return seconds
  }
  return null
}

interface Clause {
  readonly text: string
  /** It begins a new step by its own word: "then", "followed by". */
  readonly parted: boolean
}

const separator =
  /\s*([;\n\r]+|[.!?]+(?=\s|$)|,(?!\d)|→|->|\b(?:and\s+)?(?:then|followed by|before|finally|after that|afterwards)\b)\s*/i

function clausesOf(prompt: string): readonly Clause[] {
  const clauses: Clause[] = []
  let parted = false
  prompt.split(separator).forEach((piece, index) => {
    // A split by a pattern with a group gives text and separator in turn.
    if (index % 2 === 1) parted = parted || !/^[,.!?;\n\r]/.test(piece)
    else if (piece.trim() !== '') {
      clauses.push({ text: piece.trim(), parted })
      parted = false
    }
  })
  return clauses
}

/** What a prompt asks of the camera, before it is known what "continue" stands for. */
export interface CameraPhrase {
  readonly moves: readonly { readonly move: Found; readonly pace: PacedMove['pace'] }[]
  readonly seconds: number | null
}

function phraseOf(text: string): CameraPhrase {
  const moves = hitsIn(text).map((hit) => ({ move: hit.found, pace: paceAround(text, hit) }))
  return { moves, seconds: secondsIn(text) }
}

const opposites: readonly (readonly [Found, Found])[] = [
  ['panLeft', 'panRight'],
  ['tiltUp', 'tiltDown'],
  ['truckLeft', 'truckRight'],
  ['craneUp', 'craneDown'],
  ['orbitLeft', 'orbitRight'],
  ['rollLeft', 'rollRight'],
  ['dollyIn', 'dollyOut'],
  ['zoomIn', 'zoomOut'],
]

function excludes(a: Found, b: Found): boolean {
  if (a === 'hold' || b === 'hold') return a !== b && a !== 'handheld' && b !== 'handheld'
  return opposites.some(([one, other]) => (a === one && b === other) || (a === other && b === one))
}

function together(a: CameraPhrase, b: CameraPhrase): boolean {
  if (a.seconds !== null && b.seconds !== null && b.moves.length > 0) return false
  return a.moves.every((one) => b.moves.every((other) => !excludes(one.move, other.move)))
}

function joined(a: CameraPhrase, b: CameraPhrase): CameraPhrase {
  const more = b.moves.filter((one) => a.moves.every((other) => other.move !== one.move))
  return { moves: [...a.moves, ...more], seconds: a.seconds ?? b.seconds }
}

/** The phrases of a clause: what is joined by "and", "while" or "with" happens at the same time, if it can. */
function phrasesOf(text: string): readonly CameraPhrase[] {
  const phrases: CameraPhrase[] = []
  for (const part of text.split(/\s+(?:and|while|whilst|as|with|plus)\s+|\s*[+&]\s*/i)) {
    const phrase = phraseOf(part.trim())
    const last = phrases.at(-1)
    if (last && together(last, phrase)) phrases[phrases.length - 1] = joined(last, phrase)
    else phrases.push(phrase)
  }
  return phrases.filter(({ moves }) => moves.length > 0)
}

/** A clause that only says how long or how fast: "over 5 seconds", "slowly". */
const manner = new RegExp(
  String.raw`^(?:very\s+|for\s+|over\s+|in\s+|lasting\s+)*(?:(?:${counted}|a)[\s-]*(?:${unit}|moment|beat)|slowly|gently|gradually|quickly|rapidly|fast|slow)$`,
  'i',
)

function withManner(phrase: CameraPhrase, text: string): CameraPhrase {
  const pace = paceOf(text)
  const moves = pace === 'normal' ? phrase.moves : phrase.moves.map((one) => ({ ...one, pace }))
  return { moves, seconds: phrase.seconds ?? secondsIn(text.includes(' ') ? text : `for ${text}`) }
}

/** The moves before take so long: "push in, after 3 seconds pan right"; first of all it is a hold. */
function waited(phrases: readonly CameraPhrase[], seconds: number): readonly CameraPhrase[] {
  const last = phrases.at(-1)
  if (!last) return [{ moves: [{ move: 'hold', pace: 'normal' }], seconds }]
  return last.seconds === null ? [...phrases.slice(0, -1), { ...last, seconds }] : phrases
}

const isLook = ({ moves, seconds }: CameraPhrase): boolean =>
  seconds === null && moves.length === 1 && moves[0]?.move === 'handheld'

function resolved(phrase: CameraPhrase, entering: readonly PacedMove[] | null): CameraStep {
  const moves = phrase.moves.flatMap(({ move, pace }): readonly PacedMove[] =>
    move === 'continue' ? (entering ?? [{ move: 'dollyIn', pace: 'normal' }]) : [{ move, pace }],
  )
  const moved = moves.some(({ move }) => move !== 'hold')
  const kept = moved ? moves.filter(({ move }) => move !== 'hold') : moves.slice(0, 1)
  const once = kept.filter((one, index) => kept.findIndex(({ move }) => move === one.move) === index)
  return { moves: once, seconds: phrase.seconds }
}

/** No prompt needs more, and a film of a frame each would be none. */
const mostSteps = 12

/** A prompt that only says what the camera is not to do asks it to stand. */
const refused =
  /\b(?:no|not|without|don.t|do not|never|avoid|avoiding)\s+(?:[\w-]+\s+){0,2}(?:zoom|pan|tilt|dolly|orbit|track|crane)(?:s|ing|ning)?\b/i
const stand: CameraPhrase = { moves: [{ move: 'hold', pace: 'normal' }], seconds: null }

/** A clause says no more of the camera than this, in UTF-16 code units. */
const longestClause = 1000

interface Reading {
  readonly phrases: readonly CameraPhrase[]
  /** How the camera is held all the while. */
  readonly look: CameraPhrase | null
}

function readClause({ phrases, look }: Reading, { text: said, parted }: Clause): Reading {
  if (phrases.length >= mostSteps) return { phrases, look }
  const clause = said.slice(0, longestClause)
  const wait = afterWords.exec(clause)
  const seconds = numberOf(wait?.[1])
  const begun = seconds === null ? phrases : waited(phrases, seconds)
  const text = wait ? clause.replace(wait[0], ' ').trim() : clause
  const last = begun.at(-1)
  if (last && manner.test(text)) return { phrases: [...begun.slice(0, -1), withManner(last, text)], look }
  const found = phrasesOf(text)
  const looks = parted ? [] : found.filter(isLook)
  return { phrases: [...begun, ...found.filter((one) => !looks.includes(one))], look: looks[0] ?? look }
}

/** What a prompt asks of the camera, in order; nothing when it names no move. */
export function readCamera(prompt: string): readonly CameraPhrase[] {
  const nothing: Reading = { phrases: [], look: null }
  const { phrases, look } = clausesOf(prompt.replaceAll(slowMotion, ' ')).reduce(readClause, nothing)
  const kept = phrases.slice(0, mostSteps)
  if (kept.length > 0) return look ? kept.map((phrase) => joined(phrase, look)) : kept
  if (look) return [look]
  return refused.test(prompt) ? [stand] : []
}

/** The steps of what was read. `entering`: the moves of the shot it goes on from, which "continue" stands for. */
export function stepsOf(
  phrases: readonly CameraPhrase[],
  entering: readonly PacedMove[] | null,
): readonly CameraStep[] {
  return phrases
    .map((phrase) => resolved(phrase, entering))
    .reduce<readonly CameraStep[]>((steps, step) => {
      const last = steps.at(-1)
      if (!last || last.seconds !== null || step.seconds !== null || !sameMoves(last.moves, step.moves))
        return [...steps, step]
      // Said twice in other words: "crane shot over the roofs, the camera rises".
      return steps
    }, [])
}
