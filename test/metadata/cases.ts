import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Small files, each with a mark in a place that was once called clean (`cases/README.md`). */
const HERE = join(import.meta.dirname, 'cases')

export interface Case {
  /** `metadata/odt-extra-part.odt` */
  readonly path: string
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export function casesIn(folder: 'files' | 'metadata'): readonly Case[] {
  return readdirSync(join(HERE, folder)).map((name) => caseOf(`${folder}/${name}`))
}

export function caseOf(path: string): Case {
  const bytes = new Uint8Array(readFileSync(join(HERE, path)))
  return { path, name: path.split('/').at(-1) ?? '', bytes }
}
