import { accessSync, constants } from 'node:fs'
import { join, resolve } from 'node:path'
import { makeFolder, refuseFolder } from '#data-folder.ts'

/** Where the demo keeps its database and keys. Deleting it is a factory reset. */
export interface Folder {
  readonly root: string
  readonly database: string
  readonly keys: string
  readonly playground: string
}

/** @throws FOLDER_UNWRITABLE */
export function openFolder(path: string): Folder {
  const root = resolve(path)
  const folder = {
    root,
    database: join(root, 'postgres'),
    keys: join(root, 'demo-keys'),
    playground: join(root, 'playground'),
  }
  try {
    for (const made of [folder.root, folder.keys, folder.playground]) {
      makeFolder(made)
      accessSync(made, constants.W_OK)
    }
  } catch (thrown) {
    refuseFolder(thrown)
  }
  return folder
}
