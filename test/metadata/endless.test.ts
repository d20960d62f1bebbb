import { expect, test } from 'vitest'
import { refusedAs } from '../../src/metadata/magic.ts'
import { leadsAway } from '../../src/metadata/strip/odf/rules.ts'
import { isOoxmlValue } from '../../src/metadata/strip/ooxml/values.ts'
import { stripOoxml } from '../../src/metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { ordinaryPptx } from './office-documents.ts'

/* Each would take longer than anybody lives if its time grew with more than the length of what is read. */

test('T-147 the name of a picture of any length is read at once', () => {
  const name = `Screenshot of the confidential salary overview${' and its yearly sum'.repeat(10)} (1).png`
  const made = changed(ordinaryPptx, 'ppt/slides/slide1.xml', 'name="Picture 3"', `name="${name}"`)
  expect(stripOoxml(made).found).toContain('words')
})

test('T-147 a text that begins with many remarks is read at once', () => {
  const text = '<!-- a -->'.repeat(300)
  expect(refusedAs(new TextEncoder().encode(`${text}words`), 'a.md')).toBeNull()
  expect(refusedAs(new TextEncoder().encode(`${text}<script>`), 'a.md')).toBe('page')
})

test('T-147 a formula and the style of a shape of any length are read at once', () => {
  expect(leadsAway(`of:=${'a'.repeat(1e6)}`)).toBe(false)
  expect(leadsAway("of:='https://x.invalid/'#$A.A1")).toBe(true)
  expect(isOoxmlValue('v:shape', 'style', `width:${' '.repeat(1e6)}Anna`)).toBe(false)
  expect(isOoxmlValue('v:shape', 'style', ' width : 72pt ; flip:x;')).toBe(true)
})
