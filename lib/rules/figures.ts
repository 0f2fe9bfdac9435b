/** A share as people read it: `52.3 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1).replace(/\.0$/, '')} %`;
}

/** A count as people read it, without decimals: `14,000,000`. */
export function grouped(count: number): string {
  return Math.round(count).toLocaleString('en-GB');
}
