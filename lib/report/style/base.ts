/** Type, links, focus, the frame of the page. */
export const base = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;font-size:15px;line-height:1.5;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums;scroll-padding-top:4rem}
body{margin:0;background:var(--ground);color:var(--ink);overflow-wrap:anywhere}
h1,h2,h3,h4,p,ul,ol,dl,dd,figure{margin:0}
h1{font-size:1.4rem;line-height:1.25;font-weight:650;letter-spacing:-.01em}
h2{font-size:1.35rem;line-height:1.3;font-weight:650;letter-spacing:-.01em;margin:1.5rem 0 1rem;outline-offset:4px}
h3{font-size:1rem;line-height:1.4;font-weight:650;margin:1.75rem 0 .6rem}
h4{font-size:.87rem;font-weight:650;margin:.9rem 0 .3rem}
a{color:var(--accent);text-underline-offset:.15em;text-decoration-thickness:1px;text-decoration-color:color-mix(in srgb,currentColor 40%,transparent)}
a:hover{text-decoration-color:currentColor}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
h2:focus:not(:focus-visible),main:focus{outline:none}
code{font:.87em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
bdi{unicode-bidi:isolate}
.sign{font:.75em ui-monospace,monospace;padding:0 .25em;border:1px solid var(--line);border-radius:3px;background:var(--raised);color:var(--quiet)}
.quiet,.age{color:var(--quiet)}
.nowrap,.age{white-space:nowrap}
.unseen-words{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999rem;top:.5rem;z-index:9;background:var(--sheet);padding:.5rem 1rem;border-radius:6px}
.skip:focus{left:.5rem}
.top,.sections ul,main{max-width:82rem;margin-inline:auto;padding-inline:1.5rem}
.top{display:flex;flex-wrap:wrap;gap:1rem;justify-content:space-between;align-items:flex-start;padding-block:1.5rem .9rem}
.product{font-size:.8rem;font-weight:600;color:var(--quiet);letter-spacing:.01em}
.made{color:var(--quiet);font-size:.87rem;margin-top:.2rem}
.old{color:var(--high)}
.tools{display:flex;gap:.5rem}
.button{font:inherit;font-size:.87rem;color:var(--ink);background:var(--sheet);border:1px solid var(--line);border-radius:6px;padding:.35rem .75rem;cursor:pointer;text-decoration:none;white-space:nowrap;line-height:1.4}
.button:hover{border-color:var(--quiet)}
.sections{position:sticky;top:0;z-index:5;background:var(--ground);border-bottom:1px solid var(--line)}
.sections ul{display:flex;gap:.25rem;list-style:none;overflow-x:auto;scrollbar-width:none}
.sections a{display:block;padding:.6rem .7rem .55rem;color:var(--quiet);text-decoration:none;border-bottom:2px solid transparent;white-space:nowrap;font-weight:500}
.sections a:hover{color:var(--ink)}
.sections a[aria-current]{color:var(--ink);border-bottom-color:var(--accent)}
.sections a:focus-visible{outline-offset:-3px}
main{padding-bottom:5rem;min-height:60vh}
.count{color:var(--quiet);font-size:.87rem;margin:.25rem 0 .75rem}
.count:empty{display:none}
.more{margin-top:1rem}
.scroll{position:relative;overflow-x:auto;max-width:100%}
@media (max-width:40rem){.top,.sections ul,main{padding-inline:1rem}.top{padding-top:1rem}h2{margin-top:1.1rem}}
@media (prefers-reduced-motion:reduce){*{transition:none!important;animation:none!important;scroll-behavior:auto!important}}
`;
