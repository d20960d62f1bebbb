import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64url, systemChance } from '#domain/case/ids.ts'
import { linkText, newSecret, type OneOffLink, readLink } from '#domain/case/one-off-link.ts'
import { OFFICES } from '#domain/concern/office.ts'
import { arrivedBy } from '#page/links/arrival-link.ts'
import { linkSecret } from '#wire/office-link.ts'

const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => base64url(bytes))
const days = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))
const links: fc.Arbitrary<OneOffLink> = fc.oneof(
  fc.record({ from: fc.constant('page' as const), secret: secrets }),
  fc.record({
    from: fc.constant('office' as const),
    secret: secrets,
    office: fc.constantFrom(...OFFICES),
    until: days,
  }),
)
const fragmentOf = (link: OneOffLink) => linkText('https://aside.invalid', link).split('#')[1] ?? ''

describe('a one-off link', () => {
  test('is read as it was written, with and without its #', () => {
    fc.assert(
      fc.property(links, (link) => {
        expect(readLink(fragmentOf(link))).toEqual(link)
        expect(readLink(`#${fragmentOf(link)}`)).toEqual(link)
      }),
    )
  })

  test('stands behind the # and nowhere else, so that no request carries it', () => {
    fc.assert(
      fc.property(links, (link) => {
        const { pathname, search, host } = new URL(linkText('https://aside.invalid', link))
        expect([host, pathname, search]).toEqual(['aside.invalid', '/', ''])
      }),
    )
  })

  test('T-42 with one letter changed for another kind of letter, added or gone, is none', () => {
    fc.assert(
      fc.property(
        links,
        fc.nat(),
        fc.constantFrom('', '%', '.', ' ', '#', 'ü', '\u202e'),
        (link, n, odd) => {
          const text = fragmentOf(link)
          const at = n % text.length
          fc.pre(odd !== text[at])
          expect(readLink(text.slice(0, at) + odd + text.slice(at + 1))).toBeNull()
          expect(readLink(`${text}A`)).toBeNull()
        },
      ),
    )
  })

  test('T-42 whatever else stands there is none, and nothing breaks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readLink(text)).toBeNull()
      }),
    )
  })

  test('is another one each time, of 32 bytes in the one way they are written', () => {
    const made = Array.from({ length: 200 }, () => newSecret(systemChance))
    expect(new Set(made).size).toBe(200)
    for (const secret of made) expect(linkSecret.safeParse(secret).success).toBe(true)
  })
})

describe('T-48 the page takes a link out of its address', () => {
  const opened = (hash: string, href = `https://aside.invalid/${hash}`) => {
    const entries: unknown[][] = []
    const history = { replaceState: (...given: unknown[]) => void entries.push(given) }
    return { taken: arrivedBy({ hash, href, pathname: '/' }, history), entries }
  }

  test('and replaces the entry of the history, whatever stood there', () => {
    const secret = newSecret(systemChance)
    for (const hash of [`#1.${secret}`, '#nonsense']) {
      expect(opened(hash).entries).toEqual([[null, '', '/']])
    }
    expect(opened('', 'https://aside.invalid/#').entries).toEqual([[null, '', '/']])
    expect(opened('').entries).toEqual([])
    expect(opened(`#1.${secret}`).taken).toEqual({ link: { from: 'page', secret }, broken: false })
  })

  test('and says of what is no link that it is none', () => {
    expect(opened('#1.short').taken).toEqual({ link: null, broken: true })
    expect(opened('').taken).toEqual({ link: null, broken: false })
  })
})
