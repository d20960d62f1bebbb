import { LANGUAGES } from '#dialogs/supported-languages.ts'

/** Addresses of the anonymous page's built files. */
export interface PageAssets {
  readonly script: string
  readonly styles: readonly string[]
  /** Scripts to preload: those the entry imports, and those every language's texts import. */
  readonly preloads: readonly string[]
  /** Script with the texts of each language, by language. */
  readonly locales: Readonly<Record<string, string>>
  /** Scripts for sealing and the receipt, loaded during the first question. */
  readonly later: readonly string[]
  readonly icon: string | null
}

const ENTRY = '../page/main.tsx'
const LATER = [
  '../page/sealed/services.ts',
  '../page/filing/send.ts',
  '../page/links/take-link.tsx',
]

/** Vite's manifest: built file and imports by source file. */
export type Manifest = Readonly<
  Record<
    string,
    {
      readonly file: string
      readonly name?: string
      readonly css?: readonly string[]
      readonly imports?: readonly string[]
    }
  >
>

/** Reads the addresses from Vite's manifest. @throws TypeError when it has no anonymous page */
export function pageIn(manifest: Manifest): PageAssets {
  const entry = manifest[ENTRY]
  if (entry === undefined) throw new TypeError('no page')
  const first = within(manifest, [ENTRY])
  const languages = Object.values(manifest).filter(({ name }) =>
    LANGUAGES.some(({ id }) => id === name),
  )
  const at = (source: string) => `/${manifest[source]?.file}`
  const fileOf = (name: string) => Object.values(manifest).find((one) => one.name === name)?.file
  const icon = Object.keys(manifest).find((source) => source.endsWith('sign.svg'))
  return {
    script: at(ENTRY),
    styles: (entry.css ?? []).map((file) => `/${file}`),
    // Imports of the texts too: whatever the browser finds out later costs another round trip.
    preloads: [...within(manifest, [...first, ...languages.flatMap((one) => one.imports ?? [])])]
      .filter((source) => source !== ENTRY)
      .map(at),
    locales: Object.fromEntries(
      LANGUAGES.flatMap(({ id }) => {
        const file = fileOf(id)
        return file === undefined ? [] : [[id, `/${file}`]]
      }),
    ),
    later: [...within(manifest, LATER)]
      .filter((one) => !first.has(one))
      .flatMap((one) => [at(one), ...(manifest[one]?.css ?? []).map((file) => `/${file}`)]),
    icon: icon === undefined ? null : at(icon),
  }
}

/** These sources and everything they import statically. */
function within(manifest: Manifest, sources: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>()
  const look = (source: string) => {
    if (reached.has(source) || manifest[source] === undefined) return
    reached.add(source)
    manifest[source].imports?.forEach(look)
  }
  sources.forEach(look)
  return reached
}
