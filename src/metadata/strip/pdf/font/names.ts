/** Standard strings of CFF, by number (Adobe Technical Note 5176, Appendix A). */
export const STANDARD: readonly string[] = `
  .notdef space exclam quotedbl numbersign dollar percent ampersand quoteright parenleft parenright asterisk plus
  comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater
  question at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum
  underscore quoteleft a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde
  exclamdown cent sterling fraction yen florin section currency quotesingle quotedblleft guillemotleft guilsinglleft
  guilsinglright fi fl endash dagger daggerdbl periodcentered paragraph bullet quotesinglbase quotedblbase
  quotedblright guillemotright ellipsis perthousand questiondown grave acute circumflex tilde macron breve dotaccent
  dieresis ring cedilla hungarumlaut ogonek caron emdash AE ordfeminine Lslash Oslash OE ordmasculine ae dotlessi
  lslash oslash oe germandbls onesuperior logicalnot mu trademark Eth onehalf plusminus Thorn onequarter divide
  brokenbar degree thorn threequarters twosuperior registered minus eth multiply threesuperior copyright Aacute
  Acircumflex Adieresis Agrave Aring Atilde Ccedilla Eacute Ecircumflex Edieresis Egrave Iacute Icircumflex Idieresis
  Igrave Ntilde Oacute Ocircumflex Odieresis Ograve Otilde Scaron Uacute Ucircumflex Udieresis Ugrave Yacute Ydieresis
  Zcaron aacute acircumflex adieresis agrave aring atilde ccedilla eacute ecircumflex edieresis egrave iacute
  icircumflex idieresis igrave ntilde oacute ocircumflex odieresis ograve otilde scaron uacute ucircumflex udieresis
  ugrave yacute ydieresis zcaron exclamsmall Hungarumlautsmall dollaroldstyle dollarsuperior ampersandsmall Acutesmall
  parenleftsuperior parenrightsuperior twodotenleader onedotenleader zerooldstyle oneoldstyle twooldstyle
  threeoldstyle fouroldstyle fiveoldstyle sixoldstyle sevenoldstyle eightoldstyle nineoldstyle commasuperior
  threequartersemdash periodsuperior questionsmall asuperior bsuperior centsuperior dsuperior esuperior isuperior
  lsuperior msuperior nsuperior osuperior rsuperior ssuperior tsuperior ff ffi ffl parenleftinferior
  parenrightinferior Circumflexsmall hyphensuperior Gravesmall Asmall Bsmall Csmall Dsmall Esmall Fsmall Gsmall Hsmall
  Ismall Jsmall Ksmall Lsmall Msmall Nsmall Osmall Psmall Qsmall Rsmall Ssmall Tsmall Usmall Vsmall Wsmall Xsmall
  Ysmall Zsmall colonmonetary onefitted rupiah Tildesmall exclamdownsmall centoldstyle Lslashsmall Scaronsmall
  Zcaronsmall Dieresissmall Brevesmall Caronsmall Dotaccentsmall Macronsmall figuredash hypheninferior Ogoneksmall
  Ringsmall Cedillasmall questiondownsmall oneeighth threeeighths fiveeighths seveneighths onethird twothirds
  zerosuperior foursuperior fivesuperior sixsuperior sevensuperior eightsuperior ninesuperior zeroinferior oneinferior
  twoinferior threeinferior fourinferior fiveinferior sixinferior seveninferior eightinferior nineinferior
  centinferior dollarinferior periodinferior commainferior Agravesmall Aacutesmall Acircumflexsmall Atildesmall
  Adieresissmall Aringsmall AEsmall Ccedillasmall Egravesmall Eacutesmall Ecircumflexsmall Edieresissmall Igravesmall
  Iacutesmall Icircumflexsmall Idieresissmall Ethsmall Ntildesmall Ogravesmall Oacutesmall Ocircumflexsmall
  Otildesmall Odieresissmall OEsmall Oslashsmall Ugravesmall Uacutesmall Ucircumflexsmall Udieresissmall Yacutesmall
  Thornsmall Ydieresissmall 001.000 001.001 001.002 001.003 Black Bold Book Light Medium Regular Roman Semibold`
  .trim()
  .split(/\s+/)

/** Characters of the first of them, from the space on. */
const SIGNS =
  ` !"#$%&’()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_‘abcdefghijklmnopqrstuvwxyz{|}~¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ` +
  `–†‡·¶•‚„”»…‰¿\`´ˆ˜¯˘˙¨˚¸˝˛ˇ—ÆªŁØŒºæıłøœß¹¬µ™Ð½±Þ¼÷¦°þ¾²®−ð×³©ÁÂÄÀÅÃÇÉÊËÈÍÎÏÌÑÓÔÖÒÕŠÚÛÜÙÝŸŽáâäàåãçéêëèíîïìñóôöòõšúûüùýÿž`

/** Further glyph names of Latin, Greek and mathematics, with their characters. */
const MORE = `
  nbspace sfthyphen nonbreakingspace softhyphen overscore mu1 middot Amacron amacron Abreve abreve Aogonek aogonek Cacute cacute Ccircumflex
  ccircumflex Cdot Cdotaccent cdot cdotaccent Ccaron ccaron Dcaron dcaron Dcroat Dslash dcroat dmacron Emacron emacron
  Ebreve ebreve Edot Edotaccent edot edotaccent Eogonek eogonek Ecaron ecaron Gcircumflex gcircumflex Gbreve gbreve
  Gdot Gdotaccent gdot gdotaccent Gcedilla Gcommaaccent gcedilla gcommaaccent Hcircumflex hcircumflex Hbar hbar Itilde
  itilde Imacron imacron Ibreve ibreve Iogonek iogonek Idot Idotaccent IJ ij Jcircumflex jcircumflex Kcedilla
  Kcommaaccent kcedilla kcommaaccent kgreenlandic Lacute lacute Lcedilla Lcommaaccent lcedilla lcommaaccent Lcaron
  lcaron Ldot Ldotaccent ldot ldotaccent Nacute nacute Ncedilla Ncommaaccent ncedilla ncommaaccent Ncaron ncaron
  napostrophe quoterightn Eng eng Omacron omacron Obreve obreve Odblacute Ohungarumlaut odblacute ohungarumlaut Racute
  racute Rcedilla Rcommaaccent rcedilla rcommaaccent Rcaron rcaron Sacute sacute Scircumflex scircumflex Scedilla
  scedilla Tcedilla Tcommaaccent tcedilla tcommaaccent Tcaron tcaron Tbar tbar Utilde utilde Umacron umacron Ubreve
  ubreve Uring uring Udblacute Uhungarumlaut udblacute uhungarumlaut Uogonek uogonek Wcircumflex wcircumflex
  Ycircumflex ycircumflex Zacute zacute Zdot Zdotaccent zdot zdotaccent longs slong tonos dialytikatonos dieresistonos
  Alphatonos anoteleia Epsilontonos Etatonos Iotatonos Omicrontonos Upsilontonos Omegatonos iotadieresistonos Alpha
  Beta Gamma Deltagreek Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho Sigma Tau Upsilon Phi Chi Psi
  Omegagreek Iotadieresis Upsilondieresis alphatonos epsilontonos etatonos iotatonos alpha beta gamma delta epsilon
  zeta eta theta iota kappa lambda mugreek nu xi omicron pi rho sigma1 sigmafinal sigma tau upsilon phi chi psi omega
  iotadieresis upsilondieresis omicrontonos upsilontonos omegatonos betasymbolgreek theta1 thetasymbolgreek Upsilon1
  Upsilonhooksymbol phi1 phisymbolgreek omega1 pisymbolgreek gimel Wgrave wgrave Wacute wacute Wdieresis wdieresis
  Ygrave ygrave minute second exclamdbl Euro euro Ifraktur numero weierstrass Rfraktur Ohm Omega aleph arrowleft
  arrowup arrowright arrowdown arrowboth arrowupdn arrowdblleft arrowleftdbl arrowdblup arrowdblright dblarrowright
  arrowdbldown arrowdblboth dblarrowleft forall universal partialdiff existential thereexists emptyset Delta increment
  gradient nabla element notelement notelementof suchthat product summation minusplus asteriskmath radical
  proportional infinity angle notparallel logicaland logicalor intersection union integral therefore because similar
  tildeoperator approximatelyequal congruent approxequal notequal equivalence lessequal greaterequal muchless
  muchgreater notless notgreater lessorgreater greaterorless precedes notprecedes propersubset subset propersuperset
  superset notsubset reflexsubset subsetorequal reflexsuperset supersetorequal circleplus pluscircle circlemultiply
  timescircle perpendicular dotmath blacksquare filledbox whitesquare triagup triagdn lozenge circle whitecircle
  blackcircle openbullet spade spadesuitblack club clubsuitblack heart heartsuitblack diamond dotlessj arrowvertex
  parenlefttp parenleftex parenleftbt bracketlefttp bracketleftex bracketleftbt bracelefttp braceleftmid braceleftbt
  braceex parenrighttp parenrightex parenrightbt bracketrighttp bracketrightex bracketrightbt bracerighttp
  bracerightmid bracerightbt`
const MORE_SIGNS = `\u00a0\u00ad\u00a0\u00ad¯µ·ĀāĂăĄąĆćĈĉĊĊċċČčĎďĐĐđđĒēĔĕĖĖėėĘęĚěĜĝĞğĠĠġġĢĢģģĤĥĦħĨĩĪīĬĭĮįİİĲĳĴĵĶĶķķĸĹĺĻĻļļĽľĿĿŀŀŃńŅŅņņŇňŉŉŊŋŌōŎŏŐŐőőŔŕŖŖŗŗŘřŚśŜŝŞşŢŢţţŤťŦŧŨũŪūŬŭŮůŰŰűűŲųŴŵŶŷŹźŻŻżżſſ΄΅΅Ά·ΈΉΊΌΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫάέήίαβγδεζηθικλμνξοπρςςστυφχψωϊϋόύώϐϑϑϒϒϕϕϖϖגẀẁẂẃẄẅỲỳ′″‼€€ℑ№℘ℜΩΩℵ←↑→↓↔↕⇐⇐⇑⇒⇒⇓⇔⇔∀∀∂∃∃∅∆∆∇∇∈∉∉∋∏∑∓∗√∝∞∠∦∧∨∩∪∫∴∵∼∼≅≅≈≠≡≤≥≪≫≮≯≶≷≺⊀⊂⊂⊃⊃⊄⊆⊆⊇⊇⊕⊕⊗⊗⊥⋅■■□▲▼◊○○●◦♠♠♣♣♥♥♦\uf6be\uf8e6\uf8eb\uf8ec\uf8ed\uf8ee\uf8ef\uf8f0\uf8f1\uf8f2\uf8f3\uf8f4\uf8f6\uf8f7\uf8f8\uf8f9\uf8fa\uf8fb\uf8fc\uf8fd\uf8fe`

/** Names of glyph parts without a character, as TeX has them. */
const PIECES = `
  Digamma Finv Germandbls Gmir Ifractur Omegainv Rfractur Yen angbracket anticlockwise approxorequal arch arrow
  arrowaxis arrowbothv arrowbt arrowdblbothv arrowdblbt arrowdbltp arrowhook arrowleftbothalf arrowlefttophalf
  arrownortheast arrownorthwest arrowparr arrowrightbothalf arrowrighttophalf arrowsoutheast arrowsouthwest arrowtail
  arrowtp arrowtriple arrowvertexdbl axisshort bardbl barshort beth between bracehtip ceiling check circleR circleS
  circleasterisk circlecopyrt circledivide circledot circleequal circleminus circlering clockwise complement
  contintegral coproduct curly cwm daleth dblarrow dblarrowdwn dblarrowhead diamondmath diamondsolid difference
  dividemultiply dotplus downfall downslope epsiloninv equaldot equalorfollows equalorgreater equalorless
  equalorprecedes equalorsimilar equalsdots equivasymptotic flat floor follownotdbleqv follownotslnteql
  followornoteqvlnt follows followsequal followsorcurly followsorequal forces forcesbar fork frown geomequivalent
  greaterdbleqlless greaterdblequal greaterdot greaterlessequal greatermuch greaternotdblequal greaternotequal
  greaterorapproxeql greaterorequalslant greaterornotdbleql greaterornotequal greaterornotsimilar greaterorsimilar
  harpoon hatwide hatwider hatwidest integerdivide intercal intersectiondbl intersectionsq latticetop lessdbleqlgreater
  lessdblequal lessdot lessequalgreater lessmuch lessnotdblequal lessnotequal lessorapproxeql lessorequalslant
  lessornotdbleql lessornotequal lessornotsimilar lessorsimilar lscript maltesecross mapsto measuredangle multiclose
  multimap multiopen nand natural negationslash notdblarrowboth notfollowsoreql notforcesextra notgreaterorslnteql
  notlessorslnteql notprecedesoreql notshortbar notshortparallel notsubseteql notsubsetordbleql notsubsetoreql
  notsuperseteql notsupersetordbleql notsupersetoreql orunderscore owner parallelshort perpcorrespond perthousandzero
  precedenotdbleqv precedenotslnteql precedeornoteqvlnt precedesequal precedesorcurly precedesorequal prime primereverse
  radicalbt radicaltp radicalvertex revasymptequal revsimilar rightanglene rightanglenw rightanglese rightanglesw
  ringinequal satisfies sharp shift similarequal slurabove slurbelow smile sphericalangle square squaredot squareimage
  squareminus squaremultiply squareoriginal squareplus squaresmallsolid squaresolid squiggle star subsetdbl
  subsetdblequal subsetnoteql subsetornotdbleql subsetornoteql subsetsqequal supersetdbl supersetdblequal supersetnoteql
  supersetornotdbleql supersetornoteql supersetsqequal suppress tie tildewide tildewider tildewidest triangeql triangle
  triangledownsld triangleinv triangleleftequal triangleleftsld trianglerightequal trianglerightsld trianglesolid
  turnstile uniondbl unionmulti unionsq uprise upslope vector vextenddouble vextendsingle visiblespace wreathproduct`

const words = (text: string): readonly string[] => text.trim().split(/\s+/)
const read = new Map<string, number>()
for (const [names, signs] of [
  [STANDARD.slice(1), SIGNS],
  [words(MORE), MORE_SIGNS],
] as const) {
  for (const [at, name] of names.entries()) {
    const sign = signs.charCodeAt(at)
    if (!Number.isNaN(sign)) read.set(name, sign)
  }
}
const KNOWN = new Set([...STANDARD, ...read.keys(), ...words(PIECES)])

/** Suffixes that tell apart glyphs of the same character. */
const KINDS =
  /\.(sc|smcp|c2sc|small|alt|salt|swash|ss\d\d|cv\d\d|liga|dlig|[tlpo]num|tf|lf|t?osf|(tab)?oldstyle|prop|fitted|case|cap|init|medi|fina|isol|sups?|superior|inf|inferior|numr|dnom|numerator|denominator)$/

/** Suffixes of sizes and sides of glyph parts, as TeX has them. */
const SIZES = /^not|([Bb]igg?|display|text|left|right|up|down)+$/

/** Longest name in a PDF, in characters. */
const LONGEST = 127

/** Whether a glyph name tells a character, or a ligature of two or three, and nothing else. */
export function isKnown(name: string): boolean {
  const parts = name.replace(KINDS, '').split('_')
  return (
    name.length <= LONGEST &&
    parts.length < 4 &&
    parts.every(
      (part) =>
        KNOWN.has(part) ||
        KNOWN.has(part.replace(SIZES, '')) ||
        /^(uni[\dA-F]{4}|u[\dA-F]{4,5}|afii(\d{5}|208))$/.test(part),
    )
  )
}

/** A glyph name up to its first dot, behind which a variant is named; `null` when that tells no character. */
export function knownBase(name: string): string | null {
  const [base = ''] = name.split('.', 1)
  return isKnown(base) ? base : null
}

/** Character of a glyph name; `null` for none. */
export function signOf(name: string): number | null {
  const cachedCharacter = read.get(name)
  if (cachedCharacter !== undefined) return cachedCharacter
  const [, hex] = /^u(?:ni)?([\dA-F]{4})$/.exec(name) ?? []
  if (hex !== undefined) return Number.parseInt(hex, 16)
  const [, afii] = /^afii(10\d{3})$/.exec(name) ?? []
  if (afii === undefined) return null
  const at = Number(afii)
  if (at === 10023) return 0x401
  if (at === 10071) return 0x451
  const capital = at >= 10017 && at <= 10049
  if (!capital && !(at >= 10065 && at <= 10097)) return null
  const letter = at - (capital ? 10017 : 10065)
  return (capital ? 0x410 : 0x430) + (letter > 6 ? letter - 1 : letter)
}

const named = new Map<number, string>()
for (const [name, sign] of read) if (!named.has(sign)) named.set(sign, name)

/** Glyph names in named encodings that differ from those of the character. */
const OTHER_NAMES: Readonly<Record<number, string>> = {
  160: 'space',
  173: 'hyphen',
  937: 'Omega',
}

/** Glyph names of a named encoding, by code. */
export function glyphNames(name: string): ReadonlyMap<number, string> {
  if (name === 'StandardEncoding') return STANDARD_CODES
  const label = { WinAnsiEncoding: 'windows-1252', MacRomanEncoding: 'macintosh' }[name]
  if (label === undefined) return new Map()
  const cachedCodes = ENCODINGS.get(label)
  if (cachedCodes !== undefined) return cachedCodes
  const codes = new Map<number, string>()
  const text = new TextDecoder(label)
  for (let code = 32; code < 256; code += 1) {
    // Some versions of Node decode `windows-1252` as another encoding, except in a stream.
    const sign = text.decode(new Uint8Array([code]), { stream: true }).charCodeAt(0)
    const own = OTHER_NAMES[sign] ?? named.get(sign)
    if (own !== undefined) codes.set(code, own)
    // Unassigned codes are displayed as a bullet.
    else if (code > 126 && label !== 'macintosh') codes.set(code, 'bullet')
  }
  // PDF did not take over the Euro of Macintosh.
  if (label === 'macintosh') codes.set(0xdb, 'currency')
  ENCODINGS.set(label, codes)
  return codes
}
const ENCODINGS = new Map<string, ReadonlyMap<number, string>>()

/** The standard encoding in runs: first code, and number of codes. */
export const STANDARD_CODES: ReadonlyMap<number, string> = (() => {
  const codes = new Map<number, string>()
  let at = 1
  for (const [first, count] of [
    [32, 95],
    [161, 15],
    [177, 4],
    [182, 8],
    [191, 1],
    [193, 8],
    [202, 2],
    [205, 4],
    [225, 1],
    [227, 1],
    [232, 4],
    [241, 1],
    [245, 1],
    [248, 4],
  ] as const) {
    for (let k = 0; k < count; k += 1) codes.set(first + k, STANDARD[at++] ?? '')
  }
  return codes
})()

/** The last of the standard Macintosh glyph names; those before stand in the order of the Macintosh encoding. */
const MACINTOSH_END = `
  Lslash lslash Scaron scaron Zcaron zcaron brokenbar Eth eth Yacute yacute Thorn thorn minus multiply onesuperior
  twosuperior threesuperior onehalf onequarter threequarters franc Gbreve gbreve Idotaccent Scedilla scedilla Cacute
  cacute Ccaron ccaron dcroat`

/** The 258 standard glyph names of the `post` table of TrueType; empty for the few that are no character. */
export function macintoshNames(): readonly string[] {
  const codes = glyphNames('MacRomanEncoding')
  const named = (code: number) => (code === 0xca ? 'nonbreakingspace' : (codes.get(code) ?? ''))
  const names = Array.from({ length: 223 }, (_, n) => named(n < 95 ? n + 32 : n + 33))
  return ['.notdef', '', '', ...names, ...words(MACINTOSH_END)]
}
