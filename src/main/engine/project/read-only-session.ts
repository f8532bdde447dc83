import type { FilmDocument } from '../../../shared/project/document'
import { fail } from '../../../shared/result'
import type { ProjectPaths } from './project-paths'
import type { ProjectSession } from './project-session'

/** A session that shows the saved film and refuses every edit, because another process holds the project. */
export function readOnlySession(
  paths: ProjectPaths,
  document: FilmDocument,
  readOnly: string,
  notices: readonly string[],
): ProjectSession {
  return {
    paths,
    document,
    revision: 0,
    readOnly,
    recovery: null,
    notices,
    saved: true,
    apply: () => fail('readOnly'),
    recover: () => Promise.resolve(),
    save: () => Promise.resolve({ revision: 0, problem: `The project can't be written here. ${readOnly}` }),
    onChange: () => () => undefined,
    close: () => Promise.resolve(),
  }
}
