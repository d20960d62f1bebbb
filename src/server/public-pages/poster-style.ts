/** CSS of the poster and of the page to embed. In print it is black on white, one A4 sheet for each language. */
export const POSTER_STYLE = `
.poster main{max-width:none;padding:0}
.bar{max-width:44rem;margin:0 auto;padding:1rem 1.25rem 0}
.sheet{max-width:44rem;margin:1rem auto 2rem;padding:2.5rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem}
.sheet .sign{font-size:3.5rem;line-height:1}
.sheet h1{font-size:2.25rem;margin:.5rem 0 1.25rem}
.sheet p{font-size:1.2rem;line-height:1.5;margin:0 0 .6rem}
.way{display:flex;flex-wrap:wrap;align-items:center;gap:1.5rem 2rem;margin:1.75rem 0}
.sheet .address{flex:1 1 16rem;margin:0;font:700 1.9rem/1.3 ui-monospace,monospace;overflow-wrap:anywhere;direction:ltr;unicode-bidi:isolate}
.qr{display:block;width:12rem;height:12rem;background:#fff;border-radius:.25rem}
.qr path{fill:#000}
.sheet h2{margin:1.25rem 0 .25rem;font-size:1.05rem}
.calls{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:.1rem 2rem;margin:0;padding:0;list-style:none}
.calls li{display:flex;justify-content:space-between;gap:1rem;padding:.3rem 0;border-bottom:1px solid var(--line)}
.calls bdi{white-space:nowrap;font-weight:600}
.sheet .compare{margin-top:1.5rem;color:var(--quiet);font-size:.85rem}
.compare bdi{font-family:ui-monospace,monospace;overflow-wrap:anywhere}
textarea{width:100%;min-height:11rem;padding:.75rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card);color:inherit;font:.85rem/1.5 ui-monospace,monospace}
label{display:block;margin:0 0 .35rem;font-weight:600}
@page{size:A4;margin:15mm}
@media print{
:root{color-scheme:light;--ink:#000;--quiet:#333;--paper:#fff;--card:#fff;--line:#999;--teal:#000}
.bar{display:none}
.demo{border:2px solid #000;background:#fff;color:#000}
.sheet{display:flex;flex-direction:column;justify-content:space-between;min-height:264mm;max-width:none;margin:0;padding:0;border:0;break-after:page;break-inside:avoid}
.demo + main .sheet{min-height:0}
.sheet:last-of-type{break-after:auto}
.sheet .sign{font-size:40pt}
.sheet h1{font-size:32pt;margin:0 0 4mm;text-wrap:balance}
.sheet p{font-size:15pt;line-height:1.4;margin:0 0 2.5mm}
.sheet h2{margin:3mm 0 1mm;font-size:13pt}
.sheet .compare{margin:4mm 0 0;font-size:9pt}
.way{flex-wrap:nowrap;margin:4mm 0;padding:4mm 0;border-block:1.5pt solid #000}
.sheet .address{font-size:24pt}
.qr{flex:none;width:66mm;height:66mm}
.calls{grid-template-columns:1fr 1fr;font-size:13pt}
.demo + main .sheet p:not(.address,.compare,.sign){font-size:12pt}
.demo + main .sheet h1{font-size:24pt}
.demo + main .qr{width:56mm;height:56mm}
}
`
