import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

const MANIFEST = 'manifest.json'
const PAGE_ENTRY = 'page/main.tsx'

/** As Vite writes it: by source, where the file is now and what it leads on to. */
type Manifest = Readonly<
  Record<
    string,
    {
      readonly file: string
      readonly css?: readonly string[]
      readonly imports?: readonly string[]
    }
  >
>

/** One built file, in memory. */
export interface Asset {
  readonly type: string
  readonly bytes: Buffer
  readonly gzipped: Buffer
  /** The one script that may run Argon2. */
  readonly worker: boolean
}

/** What the page for people who may not be seen loads, by the addresses it has after building. */
export interface PageAssets {
  readonly script: string
  readonly styles: readonly string[]
  /** What the script asks for as soon as it runs. */
  readonly preloads: readonly string[]
  /** The words of each language. */
  readonly locales: Readonly<Record<string, string>>
  readonly icon: string | null
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

/** @throws when the page was not built */
function pageIn(manifest: Manifest): PageAssets {
  const entry = manifest[PAGE_ENTRY]
  if (entry === undefined) throw new TypeError('no page')
  const files = Object.entries(manifest).map(([source, { file }]) => [source, `/${file}`] as const)
  const ending = (end: RegExp) =>
    files.flatMap(([source, at]) => {
      const name = end.exec(source)?.[1]
      return name === undefined ? [] : [[name, at] as const]
    })
  return {
    script: `/${entry.file}`,
    styles: (entry.css ?? []).map((file) => `/${file}`),
    preloads: (entry.imports ?? []).flatMap((source) => {
      const file = manifest[source]?.file
      return file === undefined ? [] : [`/${file}`]
    }),
    locales: Object.fromEntries(ending(/dialogs\/locales\/(\w+)\.json$/)),
    icon: ending(/(sign)\.svg$/)[0]?.[1] ?? null,
  }
}

function listed(folder: string): [string, Asset][] {
  return readdirSync(folder).flatMap((name) => {
    const type = TYPES[extname(name)]
    if (type === undefined) return []
    const bytes = readFileSync(join(folder, name))
    const worker = name.startsWith('worker-') && name.endsWith('.js')
    return [[name, { type, bytes, gzipped: gzipSync(bytes), worker }]]
  })
}

function readOr<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch {
    return otherwise
  }
}
