import { AppError } from '#errors.ts'

/** A part of the page that is fetched when it is needed. @throws DATABASE_AWAY when the line broke before it was here */
export function part<Module>(arriving: Promise<Module>): Promise<Module> {
  return arriving.catch(() => {
    throw new AppError('DATABASE_AWAY')
  })
}
