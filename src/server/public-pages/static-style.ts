/** CSS of the pages without script. The colours are those of `style/page.css`. */
export const STATIC_STYLE = `
:root{color-scheme:light dark;--ink:#17252b;--quiet:#55656b;--paper:#faf8f4;--card:#fff;--line:#e3ddd2;--teal:#0f5c63;--tint:#e7f1f0;--amber:#7a4f00;--amber-tint:#fff3d9}
@media (prefers-color-scheme:dark){:root{--ink:#e8eeee;--quiet:#9fb0b4;--paper:#10181b;--card:#172226;--line:#2b3a3f;--teal:#7cc9cc;--tint:#16302f;--amber:#f1c36b;--amber-tint:#33280f}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
.sign{margin:0;color:var(--teal);font-size:1.75rem;letter-spacing:.1em}
h1{margin:.25rem 0 1rem;font-size:1.6rem;line-height:1.25;font-weight:600}
p{margin:0 0 1rem}
a{color:var(--teal);display:inline-block;padding:.35rem 0}
.quiet{color:var(--quiet)}
.demo{margin:0;padding:.6rem 1.25rem;background:var(--amber-tint);color:var(--amber);text-align:center;font-weight:600}
h2{margin:1.75rem 0 .5rem;font-size:1rem;font-weight:600;color:var(--quiet)}
.line{margin:0 0 .5rem}
.languages{display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:0 0 1rem}
.languages a{min-height:44px;display:inline-flex;align-items:center}
.languages a[aria-current]{color:var(--ink);font-weight:600;text-decoration:none}
.primary{min-height:44px;padding:.7rem 1.25rem;border-radius:.5rem;background:var(--teal);color:var(--paper);text-decoration:none;font-weight:600}
.people{display:grid;gap:.5rem}
button{width:100%;min-height:44px;padding:.7rem 1rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card);color:inherit;font:inherit;text-align:start;cursor:pointer}
button:hover{background:var(--tint);border-color:var(--teal)}
button small{display:block;color:var(--quiet)}
:focus-visible{outline:3px solid var(--teal);outline-offset:2px}
@media (forced-colors:active){button,.primary{border-color:ButtonText}}
`
