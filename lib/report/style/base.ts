/** Type, links, focus, the frame of the page. */
export const base = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;font-size:15px;line-height:1.5;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums}
body{margin:0;background:var(--ground);color:var(--ink);overflow-wrap:anywhere}
`;
