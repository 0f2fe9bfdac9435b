/** Where there is no room for columns, rows become cards. */
export const phone = `
@media screen and (max-width:46rem){
.tiles{grid-template-columns:repeat(auto-fit,minmax(6.5rem,1fr));gap:.5rem}
.tile a{padding:.4rem .7rem .5rem}
.figure{font-size:1.5rem}
.field,.field input[type=search],.field select{width:100%;max-width:none}
.field:not(.check){flex:1 1 8rem}
.field:first-child{flex-basis:100%}
table.cards,table.cards tbody{display:block;border:0;background:none}
table.cards thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
table.cards tr{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.1rem .9rem;background:var(--sheet);border:1px solid var(--line);border-radius:10px;padding:.7rem .9rem;margin-bottom:.6rem}
table.cards td{border:0;padding:.1rem 0;text-align:left;font-size:.9rem;grid-column:1/-1}
table.cards td:not(.main)::before{content:attr(data-label) ": ";color:var(--quiet)}
table.cards td,table.cards td:not(.number){min-width:0}
table.cards td.main,main table.cards td.main{width:auto;order:-1;font-size:1rem}
.coverage{grid-template-columns:repeat(auto-fill,minmax(8.6rem,1fr))}
.detail{padding-left:0}
.facts>div{grid-template-columns:minmax(0,1fr);gap:0}
.facts.wide,.chart,.panel,.sight{padding:.8rem .9rem}
.line{grid-template-columns:auto minmax(0,1fr);row-gap:.1rem}
.line .age{grid-column:2}
.worst .line{grid-template-columns:minmax(0,1fr) auto}
.worst .line-main{grid-row:2;grid-column:1/-1}
.worst .line .age{grid-row:1}
.matrix tbody th,.matrix .corner{width:8.5rem;min-width:8.5rem;max-width:8.5rem}
}
`;
