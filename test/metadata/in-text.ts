import { expect } from 'vitest'

/** Some paragraph of a text, or between two: which one is asserted where that is the question. */
export const IN_TEXT = expect.objectContaining({
  at: expect.stringMatching(/^(start|after|paragraph)$/),
})
