// Who may import whom: the table of ARCHITECTURE.md, judged on resolved paths. Tests may reach further than what they test.
const test = '\\.test\\.tsx?$|/testing/|^src/test-support/'

/**
 * A layer may import only what is listed; everything else, built-in modules of Node included, is an error.
 * @param {string} name
 * @param {string} from
 * @param {string[]} allowed
 * @param {object} [to] further conditions on the edge
 */
function only(name, from, allowed, to = {}) {
  return {
    name,
    severity: 'error',
    from: { path: from, pathNot: test },
    to: { pathNot: allowed, ...to },
  }
}

/** @param {string[]} names */
function packages(...names) {
  return names.map((name) => `node_modules/(@types/)?${name}/`)
}

/**
 * @param {string} name
 * @param {string} from
 * @param {string[]} forbidden
 */
function never(name, from, forbidden) {
  return { name, severity: 'error', from: { path: from, pathNot: test }, to: { path: forbidden } }
}

const electron = ['node_modules/electron(-33)?/', '^electron$']
const react = packages('react', 'react-dom', 'zustand', '@base-ui/react', 'lucide-react')
const engineLibraries = packages('wasm-vips', 'fluent-ffmpeg', 'ffmpeg-static', 'p-queue')

export default {
  forbidden: [
    only('shared-is-pure', '^src/shared/', ['^src/shared/', ...packages('zod')]),

    never('engine-has-no-windows', '^src/main/engine/', [
      ...electron,
      ...react,
      '^src/main/(?!engine/)',
      '^src/(renderer|preload|cli|simulator)/',
    ]),
    never('main-knows-no-window', '^src/main/', [...react, '^src/(renderer|preload|cli)/']),
    never('cli-has-no-windows', '^src/cli/', [
      ...electron,
      ...react,
      '^src/main/(?!engine/)',
      '^src/(renderer|preload|simulator)/',
    ]),
    never('simulator-is-on-its-own', '^src/simulator/', [
      ...electron,
      ...react,
      '^src/shared/(?!time/)',
      '^src/main/(?!engine/ffmpeg/)',
      '^src/(renderer|preload|cli)/',
    ]),

    only('preload-values', '^src/preload/', ['^src/preload/', '^src/shared/ipc/(key-)?channels\\.ts$', ...electron], {
      dependencyTypesNot: ['type-only'],
    }),
    only('preload-types', '^src/preload/', ['^src/preload/', '^src/shared/', ...electron]),

    never('renderer-is-a-page', '^src/renderer/', [
      ...electron,
      ...engineLibraries,
      '^src/(main|preload|cli|simulator)/',
    ]),
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^src/(renderer|preload)/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    only('primitives-know-no-films', '^src/renderer/ui/', [
      '^src/renderer/ui/',
      ...packages('react', 'react-dom', '@base-ui/react', 'lucide-react'),
    ]),
    never('state-knows-no-features', '^src/renderer/state/', ['^src/renderer/(?!state/|[^/]+$)']),
    never('commands-know-no-features', '^src/renderer/commands/', ['^src/renderer/(?!state/|commands/|[^/]+$)']),
    {
      name: 'features-keep-to-themselves',
      severity: 'error',
      from: { path: '^src/renderer/([^/]+)/', pathNot: [test, '^src/renderer/(app|state|commands|ui)/'] },
      to: { path: '^src/renderer/[^/]+/', pathNot: '^src/renderer/($1|state|commands|ui)/' },
    },

    never(
      'provider-kits-stay-with-providers',
      '^src/(?!main/engine/(providers|generation)/)',
      packages('@runwayml/sdk'),
    ),
    never('old-ffmpeg-wrapper-stays-in-its-folder', '^src/(?!main/engine/ffmpeg/)', packages('fluent-ffmpeg')),
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    // The `?` parts are the bundler's own (a stylesheet's text, a worker's address).
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\?' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
}
