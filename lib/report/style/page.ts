/** Sections: filters, tables, details, charts, the matrix. */
export const page = `
.columns{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:0 1rem;align-items:start}
.column{min-width:0}
.news h4{margin-top:.8rem}
.news .line{grid-template-columns:auto minmax(0,1fr)}
.filters{display:flex;flex-wrap:wrap;gap:.6rem .75rem;align-items:end;margin-bottom:.75rem}
.field{display:grid;gap:.15rem;font-size:.8rem;color:var(--quiet)}
.field input,.field select{font:inherit;font-size:.93rem;color:var(--ink);background:var(--sheet);border:1px solid var(--line);border-radius:6px;padding:.4rem .6rem;min-width:0;max-width:100%;height:2.3rem}
.field input[type=search]{width:17rem}
.field select{max-width:13rem}
.field.check{display:flex;align-items:center;gap:.45rem;height:2.3rem;font-size:.93rem;color:var(--ink)}
.field.check input{width:1rem;height:1rem;accent-color:var(--accent)}
.filters .button{height:2.3rem;padding-block:.45rem}
table{border-collapse:collapse;width:100%;font-size:.93rem}
th{text-align:left;font-weight:600;font-size:.83rem;color:var(--quiet)}
th,td{padding:.5rem .75rem;vertical-align:top;border-bottom:1px solid var(--line)}
thead th{vertical-align:bottom;white-space:nowrap}
tbody th{color:var(--ink)}
.number{text-align:right}
th a{color:inherit;text-decoration:none}
th a:hover{text-decoration:underline}
th[aria-sort=ascending] a,th[aria-sort=descending] a{color:var(--ink)}
.sort{font-size:.7em}
table.cards{background:var(--sheet);border:1px solid var(--line);border-radius:10px;border-collapse:separate;border-spacing:0}
table.cards tr:last-child td{border-bottom:0}
table.cards td.main{width:32%}
:where(.section-findings,.section-timeline,.section-residue) table.cards td.main{width:46%}
table.cards td:not(.number){min-width:6.5rem}
table.cards td>a{color:inherit;font-weight:500;text-decoration:none}
table.cards a:hover{text-decoration:underline}
summary{cursor:pointer}
td summary{list-style:none;font-weight:500}
td summary::-webkit-details-marker{display:none}
td summary::before,.finding summary::before{content:"›";display:inline-block;width:.9em;color:var(--quiet);font-weight:700}
td details[open]>summary::before,.finding[open]>summary::before{transform:rotate(90deg) translateX(.1em)}
.rule{display:block;margin-left:1.05em;color:var(--quiet);font-weight:400}
.detail{padding:.6rem 0 .5rem 1.05rem;max-width:50rem}
.detail ol{padding-left:1.3rem}
.decision{margin-top:.7rem}
.facts{margin-top:.8rem;display:grid;gap:.3rem}
.facts>div{display:grid;grid-template-columns:9rem minmax(0,1fr);gap:.75rem}
.facts dt{color:var(--quiet)}
.facts.wide{background:var(--sheet);border:1px solid var(--line);border-radius:10px;padding:1rem 1.25rem;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr));gap:.5rem 2rem;margin:.5rem 0 1.25rem}
.change{list-style:none;margin:.5rem 0;padding:.45rem .75rem;border-radius:6px;background:var(--raised);font:.87rem/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.change.short{display:flex;flex-wrap:wrap;gap:0 1.1em;background:none;padding:0;margin:.15rem 0 0;font-size:.8rem}
.change .added,.added>dt{color:var(--good)}
.change .removed,.removed>dt{color:var(--bad)}
.state{white-space:nowrap;font-size:.87rem}
.state.open{font-weight:600}
.state.waived,.state.acknowledged,.state.resolved{color:var(--quiet)}
.event-word{font-weight:600}
.chart{background:var(--sheet);border:1px solid var(--line);border-radius:10px;padding:1rem 1.25rem;margin:1rem 0}
figcaption{font-weight:600;margin-bottom:.5rem}
.chart-place{width:100%;overflow:hidden}
.twin{font-size:.87rem;color:var(--quiet);margin-top:.5rem}
.twin table{color:var(--ink);margin-top:.5rem}
.twin td,.twin th{padding:.25rem .6rem}
.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.25rem;font-size:.87rem;margin-bottom:.4rem}
.cell{color:var(--quiet);font-weight:600}
.legend .cell,td>.cell{display:inline-block;min-width:1.5em;text-align:center;border-radius:4px}
.cell.beyond{color:var(--critical);background:var(--critical-ground)}
.cell.missing{color:var(--medium);background:var(--medium-ground)}
.cell.idle{color:var(--low);background:var(--low-ground)}
.cell.used{color:var(--good)}
.section-matrix .scroll{max-height:75vh;overflow:auto;border:1px solid var(--line);border-radius:10px;background:var(--sheet)}
.matrix{width:max-content;border-collapse:separate;border-spacing:0}
.matrix th,.matrix td{padding:.25rem .4rem;text-align:center;border-bottom:1px solid var(--line);border-right:1px solid color-mix(in srgb,var(--line) 50%,transparent)}
.matrix thead th{position:sticky;top:0;background:var(--sheet);z-index:2;vertical-align:bottom}
.matrix tbody th,.matrix .corner{position:sticky;left:0;background:var(--sheet);text-align:left;width:15rem;min-width:15rem;max-width:15rem;font-weight:500;z-index:1}
.matrix .corner{z-index:3}
.matrix tbody th a{color:inherit}
.matrix td{min-width:2.1rem}
.upright{writing-mode:vertical-rl;transform:rotate(180deg);font-weight:500;max-height:17rem;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.matrix .deviates .upright{color:var(--ink);font-weight:650}
.group{margin-bottom:.75rem}
.group>summary{padding:.35rem 0}
.group>summary h3{display:inline;margin:0}
.group .cards{margin-top:.4rem}
.reach{font-weight:600;color:var(--critical)}
.reach.approved{font-weight:400;color:var(--quiet)}
.over{color:var(--high)}
.residue h3{margin-bottom:.35rem}
.residue td,.group td{padding-block:.4rem}
.finding{background:var(--sheet);border:1px solid var(--line);border-radius:8px;margin-bottom:.5rem;padding:.55rem .9rem}
.finding summary{display:flex;flex-wrap:wrap;gap:.2rem .8rem;align-items:baseline}
.finding .mark{min-width:5rem}
.finding summary .finding-title{flex:1 1 18rem;font-weight:500}
.advice{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:1rem;margin-top:.5rem;background:var(--sheet);border:1px solid var(--line);border-radius:10px;padding:.9rem 1.25rem}
.advice dt{font-weight:600}
.advice dd{font-size:.93rem}
.revisions>li{border-left:2px solid var(--line);padding:0 0 .9rem 1rem}
.sparkline{display:block;color:var(--accent)}
@media (max-width:60rem){.columns{grid-template-columns:minmax(0,1fr)}}
`;
