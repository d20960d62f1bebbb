import { LANGUAGES } from '#dialogs/supported-languages.ts'

/** What the page for people who may not be seen loads, by the addresses it has after building. */
export interface PageAssets {
  readonly script: string
  readonly styles: readonly string[]
  /** What the script asks for as soon as it runs. */
  readonly preloads: readonly string[]
  /** The words of each language. */
  readonly locales: Readonly<Record<string, string>>
  /** Code for sealing and the receipt: loaded during the first question. */
  readonly later: readonly string[]
  readonly icon: string | null
}

const ENTRY = '../page/main.tsx'
const LATER = [
  '../page/sealed/services.ts',
  '../page/filing/send.ts',
  '../page/links/take-link.tsx',
]

/** As Vite writes it: by source, where the file is now and what it leads on to. */
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

/** @throws when the page was not built */
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
    // All of it at once, what the words lead to as well: each thing found out later waits a whole turn of the line.
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

/** What these lead to without being asked again. */
function within(manifest: Manifest, sources: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const look = (source: string) => {
    if (seen.has(source) || manifest[source] === undefined) return
    seen.add(source)
    manifest[source].imports?.forEach(look)
  }
  sources.forEach(look)
  return seen
}
