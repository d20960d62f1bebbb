import { readFileSync } from 'node:fs'
import { env } from 'node:process'
import { defineConfig, type Plugin } from 'vite'
import { BROWSER_FLOOR } from './browser-floor.ts'

// Whatever the shell that builds says, it is the same page.
env['NODE_ENV'] = 'production'

const PAGES = `${import.meta.dirname}/browser`

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

/** How wide the letters of fonts are that a program writes with: nothing here writes a letter. */
const withoutFontWidths: Plugin = {
  name: 'pdf-lib-without-font-widths',
  enforce: 'pre',
  load: (id) =>
    /standard-fonts[\\/](Courier|Helvetica|Symbol|Times|ZapfDingbats)[\w-]*\.compressed\.json$/.test(
      id,
    )
      ? { code: '""', moduleType: 'json' }
      : null,
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
  root: PAGES,
  base: '/',
  mode: 'production',
  publicDir: false,
  clearScreen: false,
  plugins: [lightOpenpgp, withoutJsonSchema, withoutFontWidths, withoutErrorSentences],
  json: { stringify: true, namedExports: false },
  build: {
    outDir: '../../../dist',
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
      input: { desk: `${PAGES}/desk.html`, page: `${PAGES}/page/main.tsx` },
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
