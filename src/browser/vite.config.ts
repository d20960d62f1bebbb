import { readFileSync } from 'node:fs'
import { env } from 'node:process'
import { defineConfig, type Plugin } from 'vite'
import { BROWSER_FLOOR } from './browser-floor.ts'
import { lightPdfLib } from './light-pdf-lib.ts'

// Whatever the shell that builds says, it is the same page.
env['NODE_ENV'] = 'production'

const DESK = `${import.meta.dirname}/../desk`
const PAGE = `${import.meta.dirname}/../page`

/**
 * The page asks openpgp for what it uses, piece by piece; the desk's worker, which opens what others sealed with older
 * programs, has all of it (plugins do not reach workers).
 */
const lightOpenpgp: Plugin = {
  name: 'openpgp-piece-by-piece',
  enforce: 'pre',
  resolveId(source, importer) {
    return source === 'openpgp' ? this.resolve('openpgp/lightweight', importer) : null
  },
}

/** What zod says of schemas in another language of schemas: half of its size, and nothing here asks for it. */
const withoutJsonSchema: Plugin = {
  name: 'zod-without-json-schema',
  load(id) {
    if (!/zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/.test(id))
      return null
    const names = readFileSync(id, 'utf8').matchAll(/^export (?:const|function) (\w+)/gm)
    return [...names].map(([, name]) => `export const ${name} = () => undefined`).join('\n')
  },
}

/** What zod says of a mistake, in English: it is shown to nobody. */
const withoutEnglishErrors: Plugin = {
  name: 'zod-without-english-errors',
  load: (id) =>
    /zod[\\/]v4[\\/]locales[\\/]en\.js$/.test(id)
      ? "export default () => ({ localeError: () => 'Invalid input' })"
      : null,
}

/**
 * What the reader of XML says of a mistake, in English, and in which line: a document with one is refused, whatever it
 * was. Likewise what it knows of XML 1.1, of declarations in a document and of names without namespaces: none of them is
 * ever read.
 */
const UNREAD_XML =
  /^ {4}(getCode11|\w+AttribsPlain|pushAttribPlain|sDTD\w*|off|makeError|get (?:position|columnIndex))\([^)]*\) \{$.*?^ {4}\}$/gms
const POSITIONS = /^ +this\.(?:(?:column|line)(?:\+\+|--| = \d)|positionAtNewLine = .*);$/gm
const withoutXmlErrors: Plugin = {
  name: 'saxes-without-english-errors',
  transform(code, id) {
    if (/xmlchars[\\/]xml[\\/]1\.1[\\/]/.test(id)) return 'exports.isChar = () => false'
    if (/xmlchars[\\/]xml/.test(id))
      return code.replaceAll(/^exports\.(?!S_LIST|NC_NAME\w*R =|NC_NAME_RE)[A-Z_]+ = .*$/gm, '')
    if (!/saxes[\\/]saxes\.js$/.test(id)) return null
    return code
      .replaceAll(/\.fail\((?:"(?:[^"\\]|\\.)*"|[^;]*)\);/gs, '.fail();')
      .replaceAll(UNREAD_XML, '')
      .replaceAll(POSITIONS, '')
      .replace('const err = this.makeError(message);', 'const err = new Error();')
      .replace(/^exports\.EVENTS = \[.*?^\];$/ms, '')
      .replace(/^ {8}else \{\n {12}this\.nameStartCheck = isNameStartChar;.*?^ {8}\}$/ms, '')
      .replace(/^ {12}const additional = .*?^ {12}\}$/ms, '')
      .replace(
        /^ {8}let \{ defaultXMLVersion \} = .*?^ {8}\}$/ms,
        "const defaultXMLVersion = '1.0'",
      )
      .replace(/^ {8}\(_a = this\.readyHandler\).*$/m, '')
      .replace('this.state = S_DTD;', 'this.fail();')
  },
}

/** How numbers and days are written in patterns, and where which hours are: no sentence has one (a test holds it). */
const withoutPatterns: Plugin = {
  name: 'sentences-without-patterns',
  load: (id) =>
    /icu-skeleton-parser[\\/]index\.js$/.test(id)
      ? ['parseDateTimeSkeleton', 'parseNumberSkeleton', 'parseNumberSkeletonFromString']
          .map((name) => `export const ${name} = () => undefined`)
          .join('\n')
      : null,
  transform: (code, id) =>
    /icu-messageformat-parser[\\/]index\.js$/.test(id)
      ? code.replace(/^const timeData = \{$.*?^\};$/ms, 'const timeData = {};')
      : null,
}

/** Said by the bot, the tab, posters and what else the server writes: neither the page nor the desk says them. */
const OTHER_SENTENCES =
  /^(category|channel|conversations|embed|goodbye|guests_not|inline|manifest|not_found|not_here|notice|other_door|paired|poster|private_only|product|reminder|tab)\./
const withoutOtherSentences: Plugin = {
  name: 'sentences-of-these-pages',
  enforce: 'pre',
  load(id) {
    if (!/dialogs[\\/]locales[\\/]\w+\.json$/.test(id)) return null
    const all: Record<string, string> = JSON.parse(readFileSync(id, 'utf8'))
    const sentences = Object.entries(all).filter(([key]) => !OTHER_SENTENCES.test(key))
    return { code: JSON.stringify(Object.fromEntries(sentences)), moduleType: 'json' }
  },
}

/** What our errors say to who operates it: a page has sentences of its own, for their codes. */
const withoutErrorSentences: Plugin = {
  name: 'errors-without-sentences',
  enforce: 'pre',
  transform: (code, id) =>
    /src[\\/]errors\.ts$/.test(id)
      ? code.replaceAll(/^( {2}[A-Z_]+:)\s+(?:'[^'\n]*'|"[^"\n]*"),$/gm, "$1 '',")
      : null,
}

/**
 * The only bundled code. Names carry a hash of the content and nothing of when or where it was built; the worker has
 * a name of its own because the server gives it a policy of its own (it alone may run the WebAssembly of Argon2).
 */
export default defineConfig({
  root: DESK,
  base: '/',
  mode: 'production',
  publicDir: false,
  clearScreen: false,
  plugins: [
    lightOpenpgp,
    withoutJsonSchema,
    withoutEnglishErrors,
    withoutXmlErrors,
    withoutPatterns,
    withoutErrorSentences,
    withoutOtherSentences,
    ...lightPdfLib,
  ],
  json: { stringify: true, namedExports: false },
  build: {
    outDir: '../../dist',
    emptyOutDir: true,
    target: Object.entries(BROWSER_FLOOR).map(
      ([name, version]) => `${name.toLowerCase()}${version}`,
    ),
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    manifest: 'manifest.json',
    rolldownOptions: {
      input: { desk: `${DESK}/desk.html`, page: `${PAGE}/main.tsx` },
      onwarn(warning, next) {
        // "use client" in Fluent's modules means nothing to a page that no server renders.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') next(warning)
      },
      // It does not say so itself: without what draws and encrypts documents little of it is left.
      treeshake: { moduleSideEffects: [{ test: /@cantoo[\\/]pdf-lib/, sideEffects: false }] },
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
        codeSplitting: {
          groups: [
            // Small and needed by all: in a group of its own, or it is put into the largest of them.
            { name: 'loading', test: /vite[\\/]preload-helper/ },
            // Each is asked for by its own: the first question of the page waits for none of the three.
            {
              name: 'openpgp',
              test: /node_modules[\\/]openpgp[\\/]dist[\\/]lightweight[\\/]openpgp/,
            },
            { name: 'words', test: /node_modules[\\/]@scure[\\/]bip39[\\/](?!wordlists)/ },
            // With it comes what tells it to make no code of schemas: before any chunk that has one.
            { name: 'zod', test: /node_modules[\\/]zod[\\/]|browser[\\/]no-eval/ },
            { name: 'preact', test: /node_modules[\\/]preact[\\/]/ },
            // Only a receipt draws squares: the first question waits for none.
            { name: 'square', test: /lean-qr|dialogs[\\/]qr\.ts$|page[\\/]parts[\\/]square\.tsx$/ },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            {
              name: 'fluent',
              test: /node_modules[\\/](@fluentui|@griffel|@floating-ui|tabster|keyborg)/,
            },
          ],
        },
      },
    },
  },
  worker: {
    format: 'es',
    rolldownOptions: {
      output: { entryFileNames: 'assets/worker-[hash].js', codeSplitting: false },
    },
  },
})
