/** Words in an order that the standard does not know: who knows how they are read. */
export class Odd extends Error {}
