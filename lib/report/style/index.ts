import { base } from './base.ts';
import { tokens } from './tokens.ts';

/** The style sheet of the page. */
export const pageStyle = [tokens(':root'), base].join('\n');
