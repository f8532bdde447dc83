import type { ProjectId } from '../ids'
import { rate } from '../time/time'
import { plainTracks, type FilmDocument } from './document'

/** An empty film: 1280x720 at 24 fps. */
export function newDocument(projectId: ProjectId, title: string): FilmDocument {
  return {
    settings: {
      id: 'settings',
      projectId,
      title,
      rate: rate(24),
      size: { width: 1280, height: 720 },
      fit: 'letterbox',
      style: '',
      budget: null,
      soundTracks: plainTracks,
      shotDefaults: { provider: 'rehearsal', model: 'rehearsal', seconds: 5 },
    },
    track: { id: 'picture', clipIds: [] },
    assets: new Map(),
    shots: new Map(),
    clips: new Map(),
    marks: new Map(),
    sounds: new Map(),
    references: new Map(),
    markers: new Map(),
  }
}
