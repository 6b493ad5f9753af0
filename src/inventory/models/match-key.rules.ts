/** Lower case letters and digits of a name: spellings of one trim meet here.
 *  @example matchKeyOf('GTX Pro') // 'gtxpro', as of 'GTXPro' */
export function matchKeyOf(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
