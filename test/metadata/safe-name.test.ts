import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AttachmentLine } from '#domain/case/attachment.ts'
import { FILE_KINDS } from '#metadata/kinds.ts'
import { apart, safeName } from '#metadata/safe-name.ts'

const TABLE: readonly (readonly [string, string])[] = [
  ['invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['a\u200bb\u2066c\ufeff.txt', 'abc.txt'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['..\\..\\windows\\system.ini', '_.._windows_system.ini'],
  ['C:\\Users\\anna\\notes.txt', 'C__Users_anna_notes.txt'],
  ['/etc/passwd', '_etc_passwd'],
  ['a\0b.txt', 'ab.txt'],
  ['line\r\nbreak\t.txt', 'linebreak.txt'],
  ['CON.txt', '_CON.txt'],
  ['nul', '_nul'],
  ['com1.tar.gz', '_com1.tar.gz'],
  ['LPT³.pdf', '_LPT³.pdf'],
  ['.htaccess', 'htaccess'],
  ['...', 'file'],
  ['', 'file'],
  ['\u202e\u200f', 'file'],
  ['x. . .', 'x'],
  ['-rf.txt', '_rf.txt'],
  ['<img src=x onerror=alert(1)>.txt', '_img src_x onerror_alert(1)_.txt'],
  ['a"b\'c`d$e.txt', 'a_b_c_d_e.txt'],
  ['report.PDF', 'report.pdf'],
  ['half \ud800 letter.txt', 'half letter.txt'],
]

describe('T-93 and case 19: a name cannot leave a folder, hide its ending or turn the text around it', () => {
  test.each(TABLE)('%j is %j', (given, safe) => {
    expect(safeName(given, null)).toBe(safe)
  })

  test('300 letters are 80, the ending with them', () => {
    const long = safeName(`${'a'.repeat(300)}.pdf`, null)
    expect(long).toHaveLength(80)
    expect(long.endsWith('aaa.pdf')).toBe(true)
    const astral = safeName(`${'👩🏽'.repeat(100)}.pdf`, null)
    expect(astral.length).toBeLessThanOrEqual(80)
    expect(astral.isWellFormed()).toBe(true)
  })

  test('whatever it was called: short, well formed, itself when made safe again, and a line takes it', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'grapheme' })),
        fc.constantFrom(null, ...Object.values(FILE_KINDS)),
        (given, kind) => {
          const safe = safeName(given, kind)
          expect(safeName(safe, kind)).toBe(safe)
          expect(AttachmentLine.shape.name.safeParse(safe).success).toBe(true)
          expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(255)
          expect(safe).toMatch(/^[^./\\\p{Cc}\p{Cf}-][^/\\\p{Cc}\p{Cf}\p{Cs}]*$/u)
          expect(safe.isWellFormed()).toBe(true)
          if (kind !== null) expect(kind.endings).toContain(safe.split('.').at(-1))
        },
      ),
      { numRuns: 500 },
    )
  })
})

test('two files of one name are told apart by a number, and the name stays safe, short and of its kind', () => {
  expect(apart('IMG.jpg', ['other.jpg'])).toBe('IMG.jpg')
  expect(apart('IMG.jpg', ['img.jpg'])).toBe('IMG (2).jpg')
  expect(apart('IMG.jpg', ['IMG.jpg', 'IMG (2).jpg'])).toBe('IMG (3).jpg')
  expect(apart('عقد.pdf', ['عقد.pdf'])).toBe('عقد (2).pdf')
  expect(apart('file', ['file'])).toBe('file (2)')
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom(null, ...Object.values(FILE_KINDS)),
      fc.integer({ min: 1, max: 12 }),
      (given, kind, times) => {
        const one = safeName(given, kind)
        const names: string[] = []
        while (names.length < times) names.push(apart(one, names))
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(times)
        for (const name of names) {
          expect(safeName(name, kind)).toBe(name)
          expect(name.length).toBeLessThanOrEqual(80)
        }
      },
    ),
    { numRuns: 500 },
  )
})

test('case 20: letters of every script stay', () => {
  for (const name of [
    'عقد العمل 2026.pdf',
    '合同（副本）.docx',
    'Договор №7.pdf',
    'ค่าใช้จ่าย.xlsx',
  ]) {
    expect(safeName(name, null)).toBe(name.normalize('NFC'))
  }
})

test('the ending is that of the content, and never more than one kind', () => {
  expect(safeName('photo', FILE_KINDS.jpeg)).toBe('photo.jpg')
  expect(safeName('photo.JPEG', FILE_KINDS.jpeg)).toBe('photo.jpeg')
  expect(safeName('scan.data', FILE_KINDS.pdf)).toBe('scan.data.pdf')
})
