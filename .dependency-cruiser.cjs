/** Import direction (DESIGN 3): a room imports only from rooms below it, and only through its door. */
const rooms = ['event', 'match', 'map', 'store', 'insight', 'runtime', 'api', 'cli']
const below = (room) => rooms.slice(0, rooms.indexOf(room))
/** A second door, for the thread that reads files: behind the first stands more than it should load. */
const threadDoors = { event: '|^src/event/reading\\.ts$', store: '|^src/store/encoding\\.ts$' }
const pure = ['event', 'match', 'map']

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\.(css|woff2)|^(virtual:|cloudflare:)' },
    },
    ...rooms.map((room) => ({
      name: `direction-${room}`,
      comment: `${room} imports only from rooms below it`,
      severity: 'error',
      from: { path: `^src/${room}/`, pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(src|demo)/',
        pathNot: `^src/(${[room, ...below(room)].join('|')})/${room === 'cli' ? '|^demo/' : ''}`,
      },
    })),
    ...rooms.map((room) => ({
      name: `door-${room}`,
      comment: `${room} is entered only by its door`,
      severity: 'error',
      from: { pathNot: `^src/${room}/` },
      to: {
        path: `^src/${room}/`,
        pathNot: `^src/${room}/index\\.ts$${threadDoors[room] ?? ''}${room === 'api' ? '|^src/api/contract\\.ts$' : ''}${room === 'insight' ? '|^src/insight/answers\\.ts$|^src/insight/[a-z-]+/answers\\.ts$' : ''}`,
      },
    })),
    {
      name: 'pure-rooms',
      comment: 'pure rooms import no Node module',
      severity: 'error',
      from: { path: `^src/(${pure.join('|')})/`, pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'web-imports',
      comment: 'the page imports pure rooms and the types of the API',
      severity: 'error',
      from: { path: '^src/web/' },
      to: {
        path: '^src/',
        pathNot: `^src/(web|${pure.join('|')})/|^src/api/contract\\.ts$|^src/insight/answers\\.ts$|^src/insight/[a-z-]+/answers\\.ts$`,
      },
    },
    {
      name: 'web-types-only',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^src/(api|insight)/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
}
