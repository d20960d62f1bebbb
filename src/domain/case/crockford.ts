/** Crockford's letters: no I, L, O, U. What is read out over a bad line, or written by hand, is not two things. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** As it was made, however it was written: in small letters, or with those that look like digits. */
export function asMade(written: string): string {
  return written.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1')
}
