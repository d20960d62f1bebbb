import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { type PageAssets, pageIn } from './public-pages/page-assets.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

const MANIFEST = 'manifest.json'

/** A built file, held in memory. */
export interface Asset {
  readonly type: string
  readonly bytes: Buffer
  /** Compressed on the first request, not at start. */
  readonly gzipped: () => Promise<Buffer>
  /** About a seventh smaller than gzip, and slower to make; on the first request too. */
  readonly brotli: () => Promise<Buffer>
  /** Whether it is the worker script, the only one that may run Argon2. */
  readonly worker: boolean
}

/** Files that Vite built, read once at start: a request names an entry of this list, never a path on disk. */
export interface Assets {
  /** HTML of the desk; `null` when it was not built. */
  readonly desk: string | null
  /** Addresses for the anonymous page; `null` when it was not built. */
  readonly page: PageAssets | null
  readonly files: ReadonlyMap<string, Asset>
}

export function readAssets(folder: string): Assets {
  return {
    desk: readOr(() => readFileSync(join(folder, 'desk.html'), 'utf8'), null),
    page: readOr(() => pageIn(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8'))), null),
    files: new Map(readOr(() => listed(join(folder, 'assets')), [])),
  }
}

function listed(folder: string): [string, Asset][] {
  return readdirSync(folder).flatMap((name) => {
    const type = TYPES[extname(name)]
    if (type === undefined) return []
    const bytes = readFileSync(join(folder, name))
    const worker = name.startsWith('worker-') && name.endsWith('.js')
    const gzipped = once(() => zipped(bytes))
    const brotli = once(() => compressed(bytes))
    return [[name, { type, bytes, gzipped, brotli, worker }]]
  })
}

const zipped = promisify<Buffer, Buffer>(gzip)
const compressed = promisify<Buffer, Buffer>(brotliCompress)

function once(make: () => Promise<Buffer>): () => Promise<Buffer> {
  let made: Promise<Buffer> | null = null
  return () => {
    made ??= make()
    return made
  }
}

function readOr<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch {
    return otherwise
  }
}
