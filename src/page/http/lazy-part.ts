import { AppError } from '#errors.ts'

/** Dynamic import of a chunk. @throws DATABASE_AWAY when it could not be loaded */
export function part<Module>(arriving: Promise<Module>): Promise<Module> {
  return arriving.catch(() => {
    throw new AppError('DATABASE_AWAY')
  })
}
