import type { MetadataFinding } from '../metadata-finding.ts'

/** Names that stand in such a description, and what they give away. */
const BY_NAME: readonly (readonly [RegExp, MetadataFinding])[] = [
  [/GPS(Latitude|Longitude|Position|Coordinates)|photoshop:City|Iptc4xmpCore:Location/, 'position'],
  [
    /dc:(creator|rights|contributor|publisher)|xmpRights:|plus:|Artist|Copyright|photoshop:(Credit|CaptionWriter|AuthorsPosition)|OwnerName|CreatorContact|PersonInImage/,
    'author',
  ],
  [/(CreateDate|DateTimeOriginal|DateCreated|ModifyDate|MetadataDate)/, 'taken'],
  [/(tiff:Make|tiff:Model|aux:Lens)/, 'camera'],
  [/Serial/, 'serial'],
  [/(CreatorTool|pdf:Producer|tiff:Software)/, 'software'],
  [/(dc:description|dc:title|dc:subject|UserComment)/, 'words'],
  [/(xmpMM:History|DerivedFrom|stEvt:)/, 'changes'],
  [/xmp(GImg|:Thumbnails)/, 'preview'],
]

/** What an XMP description says, by the names that stand in it. */
export function readXmp(text: string): readonly MetadataFinding[] {
  const findings = BY_NAME.filter(([name]) => name.test(text)).map(([, finding]) => finding)
  return [...findings, 'other']
}

/** An XMP description that lies in some bytes; its letters are enough to look for names. */
export function xmpIn(bytes: Uint8Array): readonly MetadataFinding[] {
  return readXmp(new TextDecoder('latin1').decode(bytes.subarray(0, 256 << 10)))
}
