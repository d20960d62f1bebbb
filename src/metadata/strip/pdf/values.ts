import {
  PDFHexString,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  type PDFStream,
  PDFString,
} from '@cantoo/pdf-lib'
import { hexOf, literal, written } from './written.ts'

export function rawOf(stream: PDFStream): Uint8Array {
  return stream instanceof PDFRawStream ? stream.contents : stream.getContents()
}

export function isText(value: PDFObject | undefined): value is PDFString | PDFHexString {
  return value instanceof PDFString || value instanceof PDFHexString
}

/** Decoded text string, UTF-8 included. */
export function decodedText(value: PDFString | PDFHexString): string {
  const bytes = value.asBytes()
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    ? new TextDecoder().decode(bytes)
    : value.decodeText()
}

/** A text string in one spelling. */
export function canonicalText(bytes: Uint8Array): PDFHexString | PDFString {
  if (bytes.length < 4096 && bytes.every((byte) => byte > 31 && byte < 127)) {
    return PDFString.of(literal(String.fromCharCode(...bytes)).slice(1, -1))
  }
  return PDFHexString.of(hexOf(bytes))
}

export function numberOf(value: PDFNumber): PDFNumber {
  return PDFNumber.of(Number(written(value.asNumber())))
}
