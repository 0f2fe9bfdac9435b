/**
 * What the overview is made of, in the page and in the widget. Classes only: below `.og-widget` it is nested, and must
 * not reach further than there.
 */
export const overviewStyle = `
.sight{background:var(--sheet);border:1px solid var(--line);border-radius:10px;padding:1rem 1.25rem;margin-bottom:1rem}
.unseen{background:var(--high-ground);color:var(--high);border-radius:8px;padding:.8rem 1rem;margin:0 0 .75rem}
.unseen h3{font-size:1.45rem;line-height:1.25;margin:0 0 .25rem;font-weight:700;letter-spacing:-.01em}
.unseen ul{margin:0;padding-left:1.2rem;color:var(--ink)}
.seen{color:var(--good);font-weight:600;margin:0 0 .35rem}
.unseen-note{background:var(--high-ground);color:var(--high);border-radius:8px;padding:.6rem .9rem;margin:.5rem 0;font-weight:550}
.data-age{margin:0;color:var(--quiet)}
.coverage{list-style:none;margin:.75rem 0 0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(15.5rem,1fr));gap:.45rem 1.25rem;font-size:.87rem}
.coverage li{align-content:start;display:grid;grid-template-columns:1.2rem 1fr;column-gap:.3rem}
.coverage-sign{grid-row:1/span 3;font-weight:700}
.coverage-source{font-weight:600}
.coverage-words,.coverage-reason{color:var(--quiet);grid-column:2}
.coverage .complete .coverage-sign{color:var(--good)}
.coverage .incomplete .coverage-sign,.coverage .incomplete .coverage-words{color:var(--high)}
.coverage .failed .coverage-sign,.coverage .failed .coverage-words{color:var(--critical)}
.tiles{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(5,minmax(0,1fr));gap:.75rem}
.tile{background:var(--sheet);border:1px solid var(--line);border-radius:10px;border-top:3px solid var(--tone);padding:0}
.tile a{display:block;padding:.6rem 1rem .75rem;text-decoration:none;color:inherit;border-radius:8px}
.tile a:hover .tile-label{text-decoration:underline}
.tile>.figure:first-child{display:block;padding:.5rem .8rem 0}
.tile>.tile-label{display:block;padding:0 .8rem .5rem}
.figure{display:block;font-size:1.9rem;line-height:1.2;font-weight:650;color:var(--tone);letter-spacing:-.02em}
.tile.none .figure{color:var(--quiet)}
.tile.none{border-top-color:var(--line)}
.tile-label{color:var(--quiet);font-size:.87rem}
.critical{--tone:var(--critical);--tone-ground:var(--critical-ground)}
.high{--tone:var(--high);--tone-ground:var(--high-ground)}
.medium{--tone:var(--medium);--tone-ground:var(--medium-ground)}
.low{--tone:var(--low);--tone-ground:var(--low-ground)}
.info{--tone:var(--info);--tone-ground:var(--info-ground)}
.beside{color:var(--quiet);font-size:.87rem;margin:.5rem 0 0}
.mark{display:inline-flex;align-items:center;gap:.4em;white-space:nowrap;font-size:.87rem;font-weight:600;color:var(--tone)}
.dot{width:.6em;height:.6em;border-radius:50%;background:var(--tone);flex:none}
.mark.critical .dot{border-radius:1px;transform:rotate(45deg)}
.mark.high .dot{border-radius:1px}
.mark.low .dot,.mark.info .dot{background:none;border:2px solid var(--tone)}
.panel{background:var(--sheet);border:1px solid var(--line);border-radius:10px;padding:1rem 1.25rem;margin-top:1rem;min-width:0}
.panel h3{margin:0 0 .6rem;font-size:1rem}
.plain{list-style:none;margin:0;padding:0}
.line{display:grid;grid-template-columns:auto minmax(0,1fr) auto;gap:0 .9rem;align-items:baseline;padding:.45rem 0;border-top:1px solid var(--line)}
.line:first-child{border-top:0}
.line:not(:has(.mark)){grid-template-columns:minmax(0,1fr) auto}
.worst .mark{width:5.2rem}
.line-main a{color:inherit;font-weight:500;text-decoration:none}
.line-main a:hover{text-decoration:underline}
.line-beside{display:block;color:var(--quiet);font-size:.87rem}
.line-beside a{color:inherit;font-weight:400}
.age,.quiet{color:var(--quiet)}
.age,.nowrap{white-space:nowrap}
`;
