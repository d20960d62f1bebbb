import { env } from 'node:process'
import { defineConfig } from 'vite'

// Whatever the shell that builds says, it is the same page.
env['NODE_ENV'] = 'production'

const PAGES = `${import.meta.dirname}/browser`

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
  build: {
    outDir: '../../../dist',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { desk: `${PAGES}/desk.html` },
      onwarn(warning, next) {
        // "use client" in Fluent's modules means nothing to a page that no server renders.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') next(warning)
      },
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
        codeSplitting: {
          groups: [
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
