import validate, { getFileFormatFromName, ready } from '@ooxml-tools/validate'
import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { look } from '#metadata/look.ts'
import { casesIn } from './cases.ts'
import { changedParts } from './changed.ts'
import { type DocumentBytes, MAIN } from './documents.ts'
import { OFFICE_365 } from './office-365-documents.ts'
import { ORDINARY } from './office-documents.ts'
import { SEEDED } from './seeded-documents.ts'

/*
 * Word, Excel and PowerPoint offer to repair a file that breaks the schemas of ECMA-376, and drop what they cannot read.
 * LibreOffice overlooks most of it. The validator is that of Microsoft's Open XML SDK.
 */

/** What is wrong with a document, without where: a copy counts its parts anew. */
async function faultsOf(name: string, bytes: Uint8Array): Promise<readonly string[]> {
  const faults = await validate(bytes, getFileFormatFromName(name), 'Microsoft365').catch(
    (thrown: Error) => [{ description: thrown.message }],
  )
  // Of maps the validator knows none, as it stands.
  return faults
    .map(({ description }) => description.replace(/ List of possible .*/s, ''))
    .filter((fault) => !fault.includes("'CustomXmlMappingsPart'"))
}

const cleaned = async (name: string, bytes: DocumentBytes) =>
  (await look(new File([bytes], name), 1 << 24)).bytes

const before = (mark: string, more: string) => (text: string) => text.replace(mark, more + mark)
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relation = (id: string, type: string, target: string, more = '') =>
  before(
    '</Relationships>',
    `<Relationship Id="${id}" Type="${R}/${type}" Target="${target}"${more}/>`,
  )
const typesOf = (...all: readonly (readonly [path: string, type: string])[]) =>
  before(
    '</Types>',
    all.map(([path, type]) => `<Override PartName="${path}" ContentType="${type}"/>`).join(''),
  )
const SHEET = 'xl/worksheets/sheet1.xml'
const SHEET_RELS = 'xl/worksheets/_rels/sheet1.xml.rels'
const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const D = 'http://schemas.openxmlformats.org/drawingml/2006/diagram'
const A = 'http://schemas.openxmlformats.org/drawingml/2006/main'

const DIAGRAM = {
  data: [
    'dataModel',
    '<dgm:ptLst><dgm:pt modelId="1" type="doc"><dgm:prSet/><dgm:spPr/><dgm:t><a:bodyPr/><a:p><a:endParaRPr/></a:p></dgm:t></dgm:pt></dgm:ptLst><dgm:cxnLst/><dgm:bg/><dgm:whole/>',
  ],
  layout: [
    'layoutDef',
    '<dgm:title val=""/><dgm:desc val=""/><dgm:catLst><dgm:cat type="process" pri="1000"/></dgm:catLst><dgm:layoutNode/>',
  ],
  quickStyle: [
    'styleDef',
    '<dgm:title val=""/><dgm:desc val=""/><dgm:catLst><dgm:cat type="simple" pri="1000"/></dgm:catLst><dgm:styleLbl name="node1"><dgm:style><a:lnRef idx="2"><a:scrgbClr r="0" g="0" b="0"/></a:lnRef><a:fillRef idx="1"><a:scrgbClr r="0" g="0" b="0"/></a:fillRef><a:effectRef idx="0"><a:scrgbClr r="0" g="0" b="0"/></a:effectRef><a:fontRef idx="minor"/></dgm:style></dgm:styleLbl>',
  ],
  colors: [
    'colorsDef',
    '<dgm:title val=""/><dgm:desc val=""/><dgm:catLst><dgm:cat type="colorful" pri="1000"/></dgm:catLst>',
  ],
} as const
const NAMES = Object.keys(DIAGRAM) as (keyof typeof DIAGRAM)[]
const kindOf = (name: string) => `diagram${name.charAt(0).toUpperCase()}${name.slice(1)}`

const VALID: readonly (readonly [what: string, name: string, make: () => DocumentBytes])[] = [
  ['a letter', 'a.docx', OFFICE_365['letter.docx']],
  ['bills with a graph', 'a.xlsx', OFFICE_365['bills.xlsx']],
  ['a talk', 'a.pptx', OFFICE_365['talk.pptx']],
  [
    'a picture that is as wide as a share of its page',
    'a.docx',
    () =>
      changedParts(OFFICE_365['letter.docx'], {
        'word/document.xml': (text) =>
          text
            .replace(
              /<wp:inline (.*?)>(<wp:extent .*?\/><wp:effectExtent .*?\/>)/,
              '<wp:anchor $1 simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>$2<wp:wrapNone/>',
            )
            .replace(
              '</wp:inline>',
              '<wp14:sizeRelH relativeFrom="page"><wp14:pctWidth>40000</wp14:pctWidth></wp14:sizeRelH><wp14:sizeRelV relativeFrom="margin"><wp14:pctHeight>0</wp14:pctHeight></wp14:sizeRelV></wp:anchor>',
            ),
      }),
  ],
  [
    'a sheet whose only link leads to a file',
    'a.xlsx',
    () =>
      changedParts(OFFICE_365['bills.xlsx'], {
        [SHEET]: before(
          '<pageMargins',
          '<hyperlinks><hyperlink ref="A3" r:id="rIdL"/></hyperlinks>',
        ),
        [SHEET_RELS]: relation('rIdL', 'hyperlink', 'file:///C:/a.pdf', ' TargetMode="External"'),
      }),
  ],
  [
    'a sheet whose only link leads to a sheet that is not there',
    'a.xlsx',
    () =>
      changedParts(OFFICE_365['bills.xlsx'], {
        [SHEET]: before(
          '<pageMargins',
          '<hyperlinks><hyperlink ref="A3" location="Gone!A1"/></hyperlinks>',
        ),
      }),
  ],
  [
    'a sheet whose only choice comes from another file',
    'a.xlsx',
    () =>
      changedParts(OFFICE_365['bills.xlsx'], {
        [SHEET]: before(
          '<pageMargins',
          '<dataValidations count="1"><dataValidation type="list" sqref="A3"><formula1>\'C:\\[a.xlsx]S\'!$A$1:$A$3</formula1></dataValidation></dataValidations>',
        ),
      }),
  ],
  [
    'a table that is mapped to XML',
    'a.xlsx',
    () =>
      changedParts(OFFICE_365['bills.xlsx'], {
        '[Content_Types].xml': typesOf([
          '/xl/tables/table1.xml',
          `${MAIN}.spreadsheetml.table+xml`,
        ]),
        [SHEET]: before(
          '</worksheet>',
          '<tableParts count="1"><tablePart r:id="rIdT"/></tableParts>',
        ),
        [SHEET_RELS]: relation('rIdT', 'table', '../tables/table1.xml'),
        'xl/_rels/workbook.xml.rels': relation('rIdM', 'xmlMaps', 'xmlMaps.xml'),
        'xl/xmlMaps.xml': () =>
          `<MapInfo xmlns="${S}" SelectionNamespaces=""><Schema ID="S1"><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/></Schema><Map ID="1" Name="a" RootElement="a" SchemaID="S1" ShowImportExportValidationErrors="false" AutoFit="true" Append="false" PreserveSortAFLayout="true" PreserveFormat="true"/></MapInfo>`,
        'xl/tables/table1.xml': () =>
          `<table xmlns="${S}" id="1" name="Bills" displayName="Bills" ref="A2:C4"><tableColumns count="3"><tableColumn id="1" name="Name"><xmlColumnPr mapId="1" xpath="/a/b" xmlDataType="string"/></tableColumn><tableColumn id="2" name="Sum"/><tableColumn id="3" name="Day"/></tableColumns></table>`,
      }),
  ],
  [
    'a slide with SmartArt',
    'a.pptx',
    () =>
      changedParts(OFFICE_365['talk.pptx'], {
        '[Content_Types].xml': typesOf(
          ...NAMES.map(
            (name) =>
              [
                `/ppt/diagrams/${name}1.xml`,
                `${MAIN}.drawingml.${kindOf(name).replace('Quick', '')}+xml`,
              ] as const,
          ),
        ),
        'ppt/slides/slide1.xml': before(
          '</p:spTree>',
          `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="90" name="D"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="5000000" cy="3000000"/></p:xfrm><a:graphic><a:graphicData uri="${D}"><dgm:relIds xmlns:dgm="${D}" r:dm="rIddata" r:lo="rIdlayout" r:qs="rIdquickStyle" r:cs="rIdcolors"/></a:graphicData></a:graphic></p:graphicFrame>`,
        ),
        'ppt/slides/_rels/slide1.xml.rels': (text) =>
          NAMES.reduce(
            (all, name) => relation(`rId${name}`, kindOf(name), `../diagrams/${name}1.xml`)(all),
            text,
          ),
        ...Object.fromEntries(
          NAMES.map((name) => {
            const [root, inside] = DIAGRAM[name]
            return [
              `ppt/diagrams/${name}1.xml`,
              () => `<dgm:${root} xmlns:dgm="${D}" xmlns:a="${A}">${inside}</dgm:${root}>`,
            ]
          }),
        ),
      }),
  ],
]

const isOffice = (name: string) => getFileFormatFromName(name) !== undefined
const MADE = [ORDINARY, SEEDED].flatMap((all) => Object.entries<() => DocumentBytes>(all))

describe('T-147 the copy of a document breaks no rule of its format that the document kept', () => {
  // The validator is built once; on a busy machine that takes a minute.
  beforeAll(ready, 300_000)

  test('the validator sees what breaks a rule', async () => {
    const broken = changedParts(OFFICE_365['bills.xlsx'], {
      [SHEET]: before('<pageMargins', '<hyperlinks/>'),
    })
    expect(await faultsOf('a.xlsx', broken)).toEqual(['The element has incomplete content.'])
  })

  test('what mapped columns of a table to XML is not in the copy', async () => {
    const mapped = VALID.find(([what]) => what.includes('mapped'))?.[2] ?? OFFICE_365['bills.xlsx']
    const parts = unzipSync(await cleaned('a.xlsx', mapped()))
    expect(
      Object.values(parts)
        .map((part) => Buffer.from(part).toString())
        .join(),
    ).not.toMatch(/xmlColumnPr|mapId/)
  })

  test.each(VALID)('%s', async (_, name, make) => {
    const bytes = make()
    expect(await faultsOf(name, bytes)).toEqual([])
    expect(await faultsOf(name, await cleaned(name, bytes))).toEqual([])
  })

  test.each(
    [
      ...MADE.map(([name, make], at) => ({ path: `${at} ${name}`, name, bytes: make() })),
      ...casesIn('metadata'),
    ].filter(({ name }) => isOffice(name)),
  )('$path', async ({ name, bytes }) => {
    const copy = await cleaned(name, bytes).catch(() => null)
    if (copy === null) return
    const own = await faultsOf(name, bytes)
    const faults = await faultsOf(name, copy)
    const cannotOpen = own.length === 1 && /cannot be opened|does not exist/.test(own[0] ?? '')
    expect(cannotOpen ? [] : faults.filter((fault) => !own.includes(fault))).toEqual([])
  })
})
