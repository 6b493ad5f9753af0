import { hash } from 'node:crypto'
import { pinyin } from 'pinyin-pro'

/** A catalogue code made from a name or as given: capital letters, digits, dots and dashes.
 *  @example catalogueCode('GTX Plus Pro') // 'GTX-PLUS-PRO'  @example catalogueCode('远山 舒适版') // 'YUANSHAN-SHUSHIBAN' */
export function catalogueCode(name: string): string {
  const words = name
    .normalize('NFKC')
    .split(/[^\p{L}\p{N}.]+/u)
    .filter(Boolean)
    .map(word => pinyin(word, { toneType: 'none', type: 'array', v: true }).join(''))
  const code = words
    .join('-')
    .toUpperCase()
    .replace(/[^A-Z0-9.-]+/g, '')
    .replace(/^[.-]+/, '')
    .slice(0, 40)
  return code || `X${hash('sha256', name).slice(0, 8).toUpperCase()}`
}
