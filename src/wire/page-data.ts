import * as z from 'zod'

/** What the page is drawn from, beside the published directory. Stands in the document itself, as data. */
export const PageData = z.strictObject({
  /** The policy as `policy.yaml` has it, without what only the server needs; read by `readPolicy`. */
  policy: z.record(z.string(), z.unknown()),
  policyHash: z.string(),
  rootFingerprint: z.string(),
  leastRoster: z.int(),
  publicUrl: z.string(),
  demo: z.boolean(),
  /** The server's instant: a phone's own clock is often wrong. */
  now: z.iso.datetime(),
  lang: z.string(),
})
export type PageData = z.infer<typeof PageData>
