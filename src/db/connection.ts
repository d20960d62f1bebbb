import { join } from 'node:path'
import { AppError } from '#errors.ts'

/** What postgres.js is told about where the database is. */
export interface Connection {
  readonly host: string
  readonly port: number
  readonly path?: string
  readonly database: string
  readonly username: string
  readonly password: string
  readonly ssl: 'require' | 'verify-full' | 'prefer' | false
}

/**
 * Reads a `postgres://` address as libpq does, including `?host=/folder` for a socket, which postgres.js alone would
 * send to the server as a setting.
 * @throws CONFIG_INVALID naming the variable, never its value: it holds a password
 */
export function connectionTo(url: string): Connection {
  const read = URL.parse(url)
  const database = read === null ? '' : decoded(read.pathname.slice(1))
  if (read === null || database === '' || !/^postgres(ql)?:$/.test(read.protocol)) {
    throw new AppError('CONFIG_INVALID', { names: 'DATABASE_URL' })
  }
  const host = read.searchParams.get('host') ?? decoded(read.hostname)
  const port = Number(read.port || 5432)
  return {
    host: host.startsWith('/') ? 'localhost' : host,
    port,
    ...(host.startsWith('/') ? { path: join(host, `.s.PGSQL.${port}`) } : {}),
    database,
    username: decoded(read.username),
    password: decoded(read.password),
    ssl: host.startsWith('/') ? false : encryption(read.searchParams.get('sslmode')),
  }
}

/** @throws CONFIG_INVALID for a percent sign that is none: it is written `%25` */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new AppError('CONFIG_INVALID', { names: 'DATABASE_URL' })
  }
}

/** @throws SSLMODE_UNKNOWN for a mode that there is not; what we cannot do is read as the strictest */
function encryption(mode: string | null): Connection['ssl'] {
  switch (mode) {
    case null:
    case 'prefer':
      return 'prefer'
    case 'disable':
      return false
    case 'require':
      return 'require'
    case 'allow':
    case 'verify-ca':
    case 'verify-full':
      return 'verify-full'
    default:
      throw new AppError('SSLMODE_UNKNOWN', { names: 'DATABASE_URL' })
  }
}
