import type { FilmDocument, FrameSource } from '../shared/project/document'
import { isLink } from '../shared/project/frame-source'
import { nameKey } from '../shared/references/names'
import { numberedShots } from './select-shots'

/** What a film asks for, without the ids that are new each time. */
function essence(document: FilmDocument): string {
  const numbers = numberedShots(document)
  const source = (from: FrameSource | null): unknown =>
    isLink(from) ? { ...from, shotId: numbers.get(from.shotId) } : from
  const clips = document.track.clipIds.map((id) => {
    const clip = document.clips.get(id)
    const shot = clip && document.shots.get(clip.shotId)
    if (!clip || !shot) return null
    const { provider, model, prompt, seconds, ratio, seed, audio, options } = shot
    const asked = { provider, model, prompt, seconds, ratio, seed, audio, options }
    return { ...asked, start: source(shot.start), end: source(shot.end), in: clip.in, out: clip.out, join: clip.join }
  })
  const sounds = [...document.sounds.values()].map(({ assetId, start }) => ({ assetId, start }))
  const references = [...document.references.values()]
    .map(({ name, kind, assetIds }) => [nameKey(name), kind, ...assetIds])
    .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))
  const { size, rate, style } = document.settings
  return JSON.stringify({ clips, sounds, references, size, rate, style })
}

/** Whether two films ask for the same clips in the same cut. */
export function sameFilm(one: FilmDocument, other: FilmDocument): boolean {
  return essence(one) === essence(other)
}
