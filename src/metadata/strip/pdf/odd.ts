/** Thrown for operators in an order that the standard does not define: readers may differ. */
export class Odd extends Error {}
