import type { FilmPlan, PlannedClip } from '../../../shared/film/plan'
import { frameAddress, framedAddress } from '../../../shared/ipc/media-address'
import type { FilmDocument, Size } from '../../../shared/project/document'
import { frames } from '../../../shared/time/time'

/** Millimetres: ISO 216, and 8.5 by 11 inches. */
export const papers = { A4: { width: 210, height: 297 }, Letter: { width: 215.9, height: 279.4 } } as const
export type Paper = keyof typeof papers

/** Two beside each other, three rows. */
const cardsOnPage = 6

/** Pictures are printed about 90 mm wide: this many pixels are sharp there, and small enough for 200 of them. */
const pictureWidth = 640

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? '')
}

function printedSize({ width, height }: Size): Size {
  return { width: pictureWidth, height: Math.max(16, Math.round((pictureWidth * height) / width / 2) * 2) }
}

/** The picture that stands for a clip: a frame from the middle of its take, else its still; null for words alone. */
function pictureOf(clip: PlannedClip, plan: FilmPlan): string | null {
  const size = printedSize(plan.size)
  const shape = { ...plan, size }
  const { source } = clip
  if (source.kind === 'card') return null
  if (source.kind === 'take') {
    const middle = frames(clip.sourceIn + Math.floor(clip.length / 2))
    return frameAddress(source.takeId, middle, shape)
  }
  const { picture } = source
  if (picture.kind === 'takeFrame') return frameAddress(picture.takeId, picture.frame, shape)
  return framedAddress(picture.assetId, picture.framing, size)
}

function secondsOf(clip: PlannedClip, { rate }: FilmPlan): string {
  return `${Math.round(((clip.length * rate[1]) / rate[0]) * 10) / 10} s`
}

function cardOf(film: FilmDocument, plan: FilmPlan, clip: PlannedClip): string {
  const shot = film.shots.get(clip.shotId)
  const address = pictureOf(clip, plan)
  const picture = address === null ? '<div class="words">No picture</div>' : `<img alt="" src="${escaped(address)}">`
  const notes = shot?.notes.trim() ? `<p class="notes">${escaped(shot.notes.trim())}</p>` : ''
  return `<article>
<div class="picture">${picture}</div>
<h2><span>${clip.index + 1}</span> ${escaped(shot?.name ?? '')} <em>${secondsOf(clip, plan)}</em></h2>
<p class="prompt">${escaped(shot?.prompt.trim() ?? '')}</p>${notes}
</article>`
}

function styleOf(paper: Paper): string {
  const { width, height } = papers[paper]
  return `
@page { size: ${width}mm ${height}mm; margin: 0 }
* { box-sizing: border-box; font-variant-ligatures: none; margin: 0 }
body { color: #000; font: 8.5pt/1.35 Inter, 'Helvetica Neue', Arial, sans-serif }
section { display: flex; flex-direction: column; height: ${height}mm; padding: 12mm; overflow: hidden; break-after: page; width: ${width}mm }
section:last-of-type { break-after: auto }
.cards { display: grid; flex: 1; gap: 6mm; grid-template: repeat(3, minmax(0, 1fr)) / repeat(2, minmax(0, 1fr)); min-height: 0 }
article { display: flex; flex-direction: column; gap: 1mm; min-height: 0; overflow: hidden }
.picture { align-items: center; background: #f0f0f0; display: flex; flex: none; height: 50mm; justify-content: center; overflow: hidden }
.picture img { height: 100%; object-fit: contain; width: 100% }
.words, .notes, footer, em { color: #555 }
h2 { flex: none; font-size: 9.5pt; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
h2 span { display: inline-block; min-width: 5mm }
h2 em { font-style: normal; font-weight: 400 }
.prompt, .notes { -webkit-box-orient: vertical; display: -webkit-box; overflow: hidden; overflow-wrap: anywhere; white-space: pre-line }
.prompt { -webkit-line-clamp: 4 }
.notes { -webkit-line-clamp: 2; font-style: italic }
footer { display: flex; flex: none; justify-content: space-between; padding-top: 4mm }`
}

/**
 * The contact sheet of a film as a page to print: six shots to a sheet of paper, each sheet with its number. All words
 * of the film are text in it, never markup, and nothing but the film's own pictures may be loaded.
 */
export function sheetPage(film: FilmDocument, plan: FilmPlan, paper: Paper): string {
  const count = Math.max(1, Math.ceil(plan.clips.length / cardsOnPage))
  const title = escaped(film.settings.title)
  const sheets = Array.from({ length: count }, (_, index) => {
    const clips = plan.clips.slice(index * cardsOnPage, (index + 1) * cardsOnPage)
    return `<section><div class="cards">${clips.map((clip) => cardOf(film, plan, clip)).join('')}</div>
<footer><span>${title}</span><span>Page ${index + 1} of ${count}</span></footer></section>`
  })
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src media:; style-src 'unsafe-inline'">
<style>${styleOf(paper)}</style></head><body>${sheets.join('')}</body></html>`
}
