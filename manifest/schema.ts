import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { AppManifestUtils } from '@microsoft/app-manifest'
import { MANIFEST_VERSION } from './manifest.ts'
import type { Strings } from './strings.ts'

type ValidationArguments = Parameters<typeof AppManifestUtils.validateAgainstSchema>
type Schema = { readonly patternProperties?: Readonly<Record<string, unknown>> }

/** What Microsoft's own schema has against a manifest, place by place. Read from the disk: nothing is fetched. */
export async function problemsOfManifest(manifest: object): Promise<readonly string[]> {
  return problems('manifest.json', manifest, shipped('MicrosoftTeams.schema.json'))
}

/** The same for the texts of a language. */
export async function problemsOfStrings(file: string, texts: Strings): Promise<readonly string[]> {
  const schema = shipped('MicrosoftTeams.Localization.schema.json')
  const readable = Object.entries(schema.patternProperties ?? {}).filter(([key]) => compiles(key))
  return problems(file, texts, { ...schema, patternProperties: Object.fromEntries(readable) })
}

async function problems(file: string, value: object, schema: Schema): Promise<readonly string[]> {
  const messages = await AppManifestUtils.validateAgainstSchema(
    value as ValidationArguments[0],
    schema as unknown as NonNullable<ValidationArguments[1]>,
  )
  return messages.map((one) => `${file}: ${one.trim()}`)
}

function shipped(name: string): Schema {
  const main = createRequire(import.meta.url).resolve('@microsoft/app-manifest')
  const file = join(dirname(main), 'json-schemas', 'teams', `v${MANIFEST_VERSION}`, name)
  return JSON.parse(readFileSync(file, 'utf8')) as Schema
}

/** Some of the schema's patterns, of parts that we have none of, are no regular expressions of JavaScript. */
function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false
  }
}
