import { expect, test } from 'vitest'
import { stripOdf } from '#metadata/strip/odf.ts'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { odfPart, odt } from './documents.ts'
import { ordinaryDocx } from './office-documents.ts'
import { readable } from './readable.ts'

test.each(['', ' '])('T-147 a link with no words on it (%j) leads nowhere', (words) => {
  const word = changed(
    ordinaryDocx,
    'word/document.xml',
    '<w:t>a page</w:t>',
    `<w:t xml:space="preserve">${words}</w:t>`,
  )
  const cleaned = stripOoxml(word)
  expect(readable(cleaned.bytes).join('\n')).not.toContain('press.invalid')
  expect(cleaned.found).toContain('links')
  expect(readable(stripOoxml(ordinaryDocx()).bytes).join('\n')).toContain('press.invalid')
  const open = odt({
    'content.xml': odfPart(
      'document-content',
      `<office:body><office:text><text:p>a<text:a xlink:href="https://seed.invalid/">${words}</text:a></text:p></office:text></office:body>`,
    ),
  })
  expect(readable(stripOdf(open).bytes).join('\n')).not.toContain('seed.invalid')
})
