import type { MetadataFinding } from '../metadata-finding.ts'

/** Properties of XMP metadata, and the finding of each. */
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

/** Findings of XMP metadata, by the names of its properties. */
export function readXmp(text: string): readonly MetadataFinding[] {
  const findings = BY_NAME.filter(([name]) => name.test(text)).map(([, finding]) => finding)
  return [...findings, 'other']
}

/** Findings of XMP metadata in bytes, read as Latin-1; at most the first 256 KiB are searched. */
export function xmpIn(bytes: Uint8Array): readonly MetadataFinding[] {
  return readXmp(new TextDecoder('latin1').decode(bytes.subarray(0, 256 << 10)))
}
