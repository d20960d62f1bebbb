import type { WebPageServices } from './services.ts'

/** Was something kept under one of these marks? A retry hears so, whatever has changed since: it happened. */
export async function filedUnder(
  { intake }: Pick<WebPageServices, 'intake'>,
  marks: readonly Uint8Array<ArrayBuffer>[],
): Promise<boolean> {
  for (const mark of marks) if (await intake.filed(mark)) return true
  return false
}
