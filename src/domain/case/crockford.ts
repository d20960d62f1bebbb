/** Crockford's alphabet: no I, L, O, U, so that text read out or written by hand is unambiguous. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** As it was made, however it was written: in small letters, or with those that look like digits. */
export function asMade(written: string): string {
  return written.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1')
}
