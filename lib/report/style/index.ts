import { base } from './base.ts';
import { overviewStyle } from './overview.ts';
import { page } from './page.ts';
import { phone } from './phone.ts';
import { print } from './print.ts';
import { tokens } from './tokens.ts';

/** The style sheet of the page. */
export const pageStyle = [tokens(':root'), base, overviewStyle, page, phone, print].join('\n').replaceAll('\n', '');
