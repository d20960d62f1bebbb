import { type ContentModel, readParents } from '../office/content-model.ts'

const PARENTS = readParents(
  `
text:span text:a text:ruby text:note FIELD < LINE
text:ruby-base text:ruby-text < text:ruby
text:note-citation text:note-body < text:note
text:p text:h text:list < BLOCK SHAPE chart:title chart:subtitle chart:footer chart:data-label chart:label-separator chart:equation office:annotation office:change-info
text:list-item text:list-header < text:list
text:numbered-paragraph < BLOCK
text:section INDEX < office:text text:section table:table-cell draw:text-box text:index-body text:note-body HEADER text:deletion
text:index-body < INDEX
text:index-title < text:index-body
text:tracked-changes < office:text HEADER table:table-cell draw:text-box text:section
text:changed-region < text:tracked-changes
text:deletion < text:changed-region
table:table < office:text office:spreadsheet text:section draw:text-box draw:frame table:table-cell text:note-body text:index-body text:deletion HEADER chart:chart
table:table-row < table:table table:table-rows table:table-header-rows table:table-row-group
table:table-rows table:table-header-rows table:table-row-group < table:table table:table-row-group
table:table-cell table:covered-table-cell < table:table-row
table:shapes < table:table
draw:text-box < draw:frame
SHAPE draw:frame draw:g draw:a < LINE BLOCK draw:page draw:g draw:a table:shapes presentation:notes style:master-page style:handout-master chart:chart
draw:page < office:presentation office:drawing
presentation:notes < draw:page style:master-page
presentation:header-decl presentation:footer-decl presentation:date-time-decl < office:presentation office:drawing
office:text office:spreadsheet office:presentation office:drawing office:chart < office:body
office:body < office:document-content
chart:chart < office:chart
chart:title < chart:chart chart:axis
chart:subtitle chart:footer < chart:chart
style:master-page < office:master-styles
HEADER < style:master-page
REGION < HEADER
office:annotation < LINE BLOCK draw:page
dc:creator dc:date < office:annotation office:change-info
number:text < number:number-style number:currency-style number:percentage-style number:date-style number:time-style number:boolean-style number:text-style
number:currency-symbol < number:currency-style
number:embedded-text < number:number
`,
  {
    LINE: 'text:p text:h text:span text:a text:ruby-base',
    HEADER:
      'style:header style:footer style:header-left style:footer-left style:header-first style:footer-first',
    REGION: 'style:region-left style:region-center style:region-right',
    BLOCK: `office:text text:section text:list-item text:list-header text:numbered-paragraph table:table-cell
      table:covered-table-cell draw:text-box text:note-body text:index-body text:index-title text:deletion HEADER REGION`,
    SHAPE: `draw:custom-shape draw:rect draw:circle draw:ellipse draw:line draw:polyline draw:polygon
      draw:regular-polygon draw:path draw:connector draw:caption draw:measure`,
    INDEX: `text:table-of-content text:illustration-index text:table-index text:object-index text:user-index
      text:alphabetical-index text:bibliography`,
    FIELD: `text:page-number text:page-count text:chapter text:sequence text:placeholder text:sheet-name
      text:paragraph-count text:word-count text:character-count text:table-count text:image-count`,
  },
)

export const odfContentModel = (transparent: ContentModel['transparent']): ContentModel => ({
  parents: PARENTS,
  transparent,
  once: new Set(
    `office:body office:text office:spreadsheet office:presentation office:drawing office:chart chart:chart
     text:ruby-base text:ruby-text text:note-citation text:note-body text:index-body table:shapes draw:text-box
     presentation:notes chart:subtitle chart:footer`.split(/\s+/),
  ),
  unread: new Set(),
  words: new Set(),
})
