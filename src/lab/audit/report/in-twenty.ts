/** A share as people say it: 0.95 is "19 in 20". */
export function inTwenty(share: number): string {
  return `${Math.round(share * 20)} in 20`;
}
