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

/** One built file, in memory. */
export interface Asset {
  readonly type: string
  readonly bytes: Buffer
  /** Compressed on the first request, not at start. */
  readonly gzipped: () => Promise<Buffer>
  /** Smaller by a seventh, and slower to make. */
  readonly brotli: () => Promise<Buffer>
  /** The one script that may run Argon2. */
  readonly worker: boolean
}

/** What Vite built. Read once at start: a request names an entry of this list, never a path on the disk. */
export interface Assets {
  /** The desk's page; `null` when nothing was built. */
  readonly desk: string | null
  /** `null` when nothing was built. */
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
