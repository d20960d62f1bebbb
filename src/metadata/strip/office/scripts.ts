/** Letters of East Asia, for which programs have a font of their own. */
export const EAST =
  /[\u1100-\u11ff\u2e80-\ufaff\ufe30-\uffef\u{1b000}-\u{1b2ff}\u{1f000}-\u{3ffff}]/u

/** Letters of scripts that run from right to left or are put together, for which programs have another. */
export const COMPLEX =
  /[\u0590-\u109f\u1200-\u18af\u1950-\u1cff\ua800-\ua8df\uaa00-\uabff\ufb1d-\ufdff\ufe70-\ufefc]/
