import * as z from 'zod'
import { Directory } from '#domain/case/roster.ts'

/**
 * Every published snapshot at once, each certificate only once: who wrote an old letter is proved by the list of that
 * time, and on a bad line nobody loads the same keys thirty times.
 */
export const Directories = z.strictObject({
  certificates: z.array(z.string()).max(10_000),
  snapshots: z
    .array(
      Directory.omit({ certificates: true }).extend({
        /** Which of the certificates above, in order. */
        certificates: z.array(z.int().nonnegative()),
      }),
    )
    .max(10_000),
})
export type Directories = z.infer<typeof Directories>

/** Every certificate once, and where each snapshot has it. */
export function packed(all: readonly Directory[]): Directories {
  const certificates = [...new Set(all.flatMap((one) => one.certificates))]
  const indexes = new Map(certificates.map((certificate, at) => [certificate, at]))
  const snapshots = all.map((one) => ({
    ...one,
    certificates: one.certificates.flatMap((certificate) => indexes.get(certificate) ?? []),
  }))
  return { certificates, snapshots }
}

/** What is named and not there is left out: whoever it belongs to proves nothing then. */
export function unpacked({ certificates, snapshots }: Directories): readonly Directory[] {
  return snapshots.map((one) => ({
    ...one,
    certificates: one.certificates.flatMap((at) => certificates[at] ?? []),
  }))
}
