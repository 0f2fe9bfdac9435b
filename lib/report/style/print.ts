import { LIGHT } from './tokens.ts';

/** On paper: light, all sections one after the other, nothing to press. */
export const print = `
@media print{
:root,:root[data-theme=dark],:root:not([data-theme=light]){${LIGHT}--ground:#fff}
@page{margin:14mm}
html{font-size:10.5px}
.tools,.sections,.skip,.filters,.twin,.more a{display:none}
.top,main{max-width:none;padding-inline:0}
main{padding-bottom:0}
h2{break-before:page;break-after:avoid}
.printed:first-of-type h2,main>h2:first-of-type{break-before:auto}
h3,h4,figcaption{break-after:avoid}
tr,li,.chart,.panel,.tile,.sight,.finding{break-inside:avoid}
.columns{display:block}
a{color:inherit;text-decoration:none}
.scroll,.section-matrix .scroll{overflow:visible;max-height:none}
.matrix thead th,.matrix tbody th,.matrix .corner{position:static}
.chart-place svg{max-width:100%}
.mark,.cell,.change,.unseen,.unseen-note,.tile{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;
