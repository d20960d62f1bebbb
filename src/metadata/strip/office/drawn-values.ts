/**
 * Whether a section of a number format is for this value only. Text of the format ("yes") then says which value it is; a
 * section for many values hides it.
 */
export const isAlone = <Section>(
  value: number | undefined,
  sectionFor: (value: number) => Section,
): boolean =>
  value !== undefined &&
  [-1, 1].every(
    (side) => sectionFor(value + side * (1 + Math.abs(value)) * 1e-9) !== sectionFor(value),
  )
