import { resolve } from 'node:path'
import { refuseFile } from '#data-folder.ts'
import { connectionTo } from '#db/connection.ts'
import { ensureLogins, makeLogins, withLogins } from '#db/roles/logins.ts'
import { trespasses } from '#db/roles/try-privileges.ts'
import { AppError } from '#errors.ts'

/**
 * Makes a login for each part of the server, as the owner of the tables, and writes them to a file that only whoever runs
 * this may read. A file that is there is used as it is: without it, new passwords are made.
 * @throws FILE_UNWRITABLE
 * @returns what `DATABASE_URL` is for the server from now on: the file's passwords in place of the owner's
 */
export async function databaseLogins(url: string, given: string): Promise<string> {
  const file = resolve(given)
  const wasOpen = written(file)
  const own = withLogins(url, file)
  await ensureLogins(own)
  const server = new URL(own)
  server.username = ''
  server.password = ''
  const [first] = await trespasses(server.href)
  if (first !== undefined) {
    const { username } = connectionTo(url)
    throw new AppError('STORE_REFUSED', { role: first.role, login: username })
  }
  const warning = wasOpen
    ? 'Not only you could read this file until now: for other passwords delete it, run this again, and start the server anew.\n\n'
    : ''
  return `The logins are made. ${warning}For the server, which needs no other:\n\nDATABASE_URL=${server.href}`
}

function written(file: string): boolean {
  try {
    return makeLogins(file)
  } catch (thrown) {
    refuseFile(thrown, 'logins')
  }
}
