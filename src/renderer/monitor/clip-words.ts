import type { ClipFlag, PlannedSource } from '../../shared/film/plan'
import type { ShotFace } from '../../shared/jobs/job'

function wordOfSource(source: PlannedSource, footage: boolean): string {
  if (footage) return 'footage'
  if (source.kind !== 'take') return source.kind
  return source.rehearsal ? 'rehearsal' : 'take'
}

const words: Readonly<Record<Exclude<ShotFace['kind'], 'running'>, string>> = {
  draft: 'not generated yet',
  waiting: 'waiting',
  arriving: 'arriving',
  ready: 'ready',
  edited: 'edited since',
  stale: 'stale',
  rejected: 'not sent',
  failed: 'failed',
  cancelled: 'cancelled',
  unknown: 'may have been charged',
}

function wordOfFace(face: ShotFace): string {
  if (face.kind !== 'running') return words[face.kind]
  return face.progress === null ? 'generating' : `generating ${Math.round(face.progress * 100)} %`
}

/** What is on screen and how its shot stands: `still, generating 62 %`. */
export function clipWords(source: PlannedSource, face: ShotFace, footage = false): string {
  return `${wordOfSource(source, footage)}, ${wordOfFace(face)}`
}

const notes: Readonly<Record<ClipFlag, string>> = {
  takeTooShort: 'The take is shorter than the cut: this clip ends early',
  joinShortened: 'The dissolve is as long as these clips allow',
}

/** What an editor should know about how a clip came out, in a sentence each. */
export function flagNotes(flags: readonly ClipFlag[]): readonly string[] {
  return flags.map((flag) => notes[flag])
}
