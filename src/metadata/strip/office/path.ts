/** Where a file lay: under Windows, on a server, under macOS or Unix, or as an address of a file. */
const PLACES: readonly RegExp[] = [
  /(^|[^\p{L}\p{N}])[A-Za-z]:(\\|%5c)/iu,
  /(^|[^\p{L}\p{N}])[A-Za-z]:\/(?!\/)/u,
  /(^|[\s"'(=[|,;])\\\\[^\s\\]/,
  /(^|[^\p{L}])(file|smb|afp|nfs|ftp|sftp|vnd\.sun\.star\.\w+):/iu,
  /(^|[\s"'(=[|,;:])~\//,
  /[\\/](Users|Documents and Settings)[\\/][^\\/\s]/i,
  // An address with the name or the password of whoever is let in.
  /https?:\/\/[^\s/?#"'<>]*@/i,
  /(^|[\s"'(=[|,;:])\/(Users|home|Volumes|mnt|media|private|tmp|var|root|opt|srv|etc|usr|Library|Applications|data|storage|sdcard|net|run)\//i,
]

/** A path of somebody's machine names the person, the project or the customer. */
export function hasPath(text: string): boolean {
  return PLACES.some((place) => place.test(text))
}

/** An address that somebody has to press before anything is called up. */
export function isPressed(address: string): boolean {
  return /^(https?:\/\/|mailto:|tel:)/i.test(address.trim()) && !hasPath(address)
}

/** A formula without the addresses that somebody has to press. */
export const withoutPressed = (formula: string): string =>
  formula.replace(/HYPERLINK\s*\(\s*"https?:\/\/[^"]*"/gi, '')

/** Functions that fetch, and addresses that nobody sees; `bare` is the formula without its words. */
export const fetches = (formula: string, bare: string): boolean =>
  FETCHES.test(bare) || isComputed(formula, bare)

/** An address that is put together or worked out, or a file: nobody sees where it leads. A place in this file may be. */
function isComputed(formula: string, bare: string): boolean {
  // Handed on by its name, what it is called with stands elsewhere.
  if (/\bHYPERLINK\b(?!\s*[(!'])/i.test(bare)) return true
  return [...formula.matchAll(/\bHYPERLINK\s*\(\s*((?:"[^"]*"|[^"(),;])*)(\(?)/gi)].some(
    ([, first = '', call]) =>
      !first.startsWith('"#') && (call === '(' || !PRESSED.test(first.trim())),
  )
}
/** What somebody may press: an address that is written out, or what a cell holds. */
const PRESSED = /^("\s*((https?:\/\/|mailto:|tel:)[^"]*)?"|[^"&]*)$/i

/** Also handed on by its name alone, as a function of another function; words that may be names too only where called. */
const FETCHES =
  /\b(WEBSERVICE|RTD|REGISTER(\.ID)?|STOCKHISTORY|SQL\.REQUEST|IMPORT(CSV|TEXT|DATA|HTML|XML|FEED|RANGE)|DETECTLANGUAGE|COPILOT)\b(?![!'])|\b(_xleta\.)?(IMAGE|CALL|CUBE\w+|DDE|TRANSLATE|PY|GOOGLE\w+)\s*\(|_xleta\.(IMAGE|CALL|CUBE\w+|TRANSLATE|PY)\b/i

/** An address that Outlook or Teams wrapped (it names whose mailbox it was), or Google (it says when). */
const WRAPPED =
  /^https?:(?:[^?#]*safelinks[^?#]*\?(?:[^#]*&)?url|\/\/(?:www\.)?google\.[a-z.]+\/url\?(?:[^#]*&)?(?:q|url))=([^&#]+)/i

/** The address without who it was sent to: unwrapped, and a mailbox without what a letter to it would say. */
export function bareAddress(address: string): string {
  let bare = address.trim()
  if (/^mailto:/i.test(bare)) bare = bare.replace(/\?.*/s, '')
  try {
    for (let inside = WRAPPED.exec(bare); inside !== null; inside = WRAPPED.exec(bare)) {
      bare = new URL(decodeURIComponent(inside[1] ?? '')).href
    }
    return bare
  } catch {
    return ''
  }
}

/** In a formula: when the file was counted last, where it lay, or on which machine. */
export const SAYS_WHEN = /\b(NOW|TODAY|CELL|INFO)\s*\(/i
