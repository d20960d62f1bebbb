/** Language tags that Office and LibreOffice offer, with their countries. Any other tag could carry a message. */
const OFFERED = new Map(
  `af=ZA,NA am=ET ar=AE,BH,DZ,EG,IQ,JO,KW,LB,LY,MA,MR,OM,QA,SA,SD,SY,TN,YE arn=CL as=IN ast=ES az=AZ ba=RU be=BY bg=BG bn=BD,IN bo=CN
   br=FR bs=BA ca=ES,AD,FR,IT ckb=IQ co=FR cs=CZ cy=GB da=DK,GL de=AT,BE,CH,DE,IT,LI,LU dsb=DE dv=MV dz=BT el=CY,GR
   en=029,AU,BZ,CA,GB,HK,ID,IE,IN,JM,KE,MY,NG,NZ,PH,SG,TT,US,ZA,ZW eo=001
   es=419,AR,BO,CL,CO,CR,CU,DO,EC,ES,GQ,GT,HN,MX,NI,PA,PE,PH,PR,PY,SV,US,UY,VE et=EE eu=ES,FR fa=AF,IR ff=NG,SN fi=FI fil=PH fo=FO
   fr=BE,BF,BJ,CA,CD,CH,CI,CM,FR,HT,LU,MA,MC,ML,NE,RE,SN,TG fur=IT fy=NL ga=IE gd=GB gl=ES gn=PY gsw=CH,FR gu=IN ha=GH,NG
   haw=US he=IL hi=IN hr=BA,HR hsb=DE ht=HT hu=HU hy=AM id=ID ig=NG ii=CN is=IS it=CH,IT iu=CA ja=JP ka=GE kab=DZ kk=KZ kl=GL km=KH
   kmr=SY,TR kn=IN ko=KR,KP kok=IN ks=IN ku=IQ,TR ky=KG la=VA,001 lb=LU lo=LA lt=LT lv=LV mi=NZ mk=MK ml=IN mn=MN,CN moh=CA mr=IN ms=BN,MY mt=MT
   my=MM nb=NO ne=IN,NP nl=BE,NL,SR nn=NO no=NO nso=ZA ny=MW oc=FR om=ET or=IN pa=IN,PK pl=PL prs=AF ps=AF
   pt=AO,BR,MZ,PT quz=BO,EC,PE rm=CH ro=MD,RO ru=MD,RU rw=RW sa=IN sah=RU sc=IT sd=PK,IN se=FI,NO,SE si=LK sk=SK sl=SI sm=WS sn=ZW so=SO
   sq=AL,XK sr=BA,CS,ME,RS,XK ss=ZA st=ZA sv=FI,SE sw=KE,TZ syr=SY szl=PL ta=IN,LK,MY,SG te=IN tg=TJ th=TH ti=ER,ET tk=TM tl=PH tn=BW,ZA to=TO tr=CY,TR ts=ZA
   tt=RU tzm=DZ,MA ug=CN uk=UA ur=IN,PK uz=UZ ve=ZA vec=IT vi=VN wo=SN xh=ZA yi=001,IL,US yo=NG zh=CN,HK,MO,SG,TW zu=ZA`
    .trim()
    .split(/\s+/)
    .map((row) => {
      const [language = '', countries = ''] = row.split('=')
      return [language, new Set(countries.split(','))] as const
    }),
)
const SCRIPTS = /^(Latn|Cyrl|Arab|Hans|Hant|Hebr|Mong|Deva|Guru|Tfng|Beng|Cher|Cans)$/

/** Whether this is a language tag, with script and country, or one of these parts alone as OpenDocument writes it. */
export function isLanguage(value: string): boolean {
  if (/^(|x-none|none|zxx|und|mul|qtz)$/i.test(value)) return true
  const parts = value.split(/[-_]/)
  if (parts.length === 1 && /^[A-Z\d]/.test(value)) {
    return SCRIPTS.test(value) || [...OFFERED.values()].some((countries) => countries.has(value))
  }
  const countries = OFFERED.get(parts[0] ?? '')
  const rest = parts.slice(1).filter((part, n) => n > 0 || !SCRIPTS.test(part))
  return countries !== undefined && rest.length < 2 && rest.every((one) => countries.has(one))
}
