import type { WebPageServices } from './services.ts'

/** Whether an idempotency mark is stored; then a retry succeeds, whatever changed since. */
export async function filedUnder(
  { intake }: Pick<WebPageServices, 'intake'>,
  marks: readonly Uint8Array<ArrayBuffer>[],
): Promise<boolean> {
  for (const mark of marks) if (await intake.filed(mark)) return true
  return false
}
