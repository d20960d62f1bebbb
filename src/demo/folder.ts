import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Where the demo keeps its database and keys. Deleting it is a factory reset. */
export interface Folder {
  readonly root: string
  readonly database: string
  readonly keys: string
  readonly playground: string
}

export function openFolder(path: string): Folder {
  const root = resolve(path)
  const folder = {
    root,
    database: join(root, 'postgres'),
    keys: join(root, 'demo-keys'),
    playground: join(root, 'playground'),
  }
  for (const made of [folder.root, folder.keys, folder.playground]) {
    mkdirSync(made, { recursive: true, mode: 0o700 })
  }
  return folder
}
