import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { problemsOfIcon } from './icon.ts'
import { manifestOf } from './manifest.ts'
import { problemsOfManifest, problemsOfStrings } from './schema.ts'
import type { PackageSettings } from './settings.ts'
import { otherLanguages, stringsIn } from './strings.ts'

/** Zip knows no earlier time, and the same settings must give the same bytes on every machine. */
const ALWAYS = '1980-01-01T00:00:00'

const ICONS = { 'color.png': 192, 'outline.png': 32 } as const

export type AppPackage =
  | { readonly problems: readonly string[]; readonly bytes?: never }
  | { readonly problems: readonly []; readonly bytes: Uint8Array }

/** The app package as Teams takes it, or every reason why Teams would not. */
export async function packageOf(settings: PackageSettings): Promise<AppPackage> {
  const manifest = manifestOf(settings)
  const texts = otherLanguages(settings).map(
    (lang) => [`${lang}.json`, stringsIn(lang, settings)] as const,
  )
  const icons = Object.entries(ICONS).map(
    ([name, size]) => [name, readFileSync(join(import.meta.dirname, name)), size] as const,
  )
  const problems = [
    ...(await problemsOfManifest(manifest)),
    ...(await Promise.all(texts.map(([file, strings]) => problemsOfStrings(file, strings)))).flat(),
    ...icons.flatMap(([name, bytes, size]) => problemsOfIcon(name, bytes, size)),
  ]
  if (problems.length > 0) return { problems }
  const files = Object.fromEntries([
    ['manifest.json', asFile(manifest)],
    ...texts.map(([file, strings]) => [file, asFile(strings)] as const),
    ...icons.map(([name, bytes]) => [name, new Uint8Array(bytes)] as const),
  ])
  // Whoever unpacks it to look may read it: without the mode of a file Unix gives nobody a right.
  const options = { level: 9, mtime: ALWAYS, os: 3, attrs: 0o100644 * 0x10000 } as const
  return { problems: [], bytes: zipSync(files, options) }
}

function asFile(content: object): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`)
}
