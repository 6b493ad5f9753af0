import { pinyin } from 'pinyin-pro'

/** What a name is found by and sorted by: pinyin, initials, the name itself. Chinese names sort by their
 *  sound, others by their letters.
 *  @example nameSearch('王小明') // 'wangxiaoming wxm 王小明' */
export function nameSearch(name: string): string {
  const plain = name.normalize('NFKC').trim().toLowerCase()
  const syllables = pinyin(plain, { toneType: 'none', type: 'array', surname: 'head', v: true })
  const sound = syllables.join('').replace(/\s+/g, '')
  return `${sound} ${initialsOf(plain, syllables)} ${plain}`
}

/** First letters: of each syllable in Chinese, of each word elsewhere. */
function initialsOf(plain: string, syllables: readonly string[]): string {
  if (!/\p{Script=Han}/u.test(plain))
    return plain
      .split(/\s+/)
      .map(word => word[0])
      .join('')
  return syllables.map(syllable => syllable.trim()[0] ?? '').join('')
}

/** A typed search as it is compared with `nameSearch`, safe inside LIKE. */
export function likePattern(typed: string): string {
  const text = typed.normalize('NFKC').trim().toLowerCase()
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}
