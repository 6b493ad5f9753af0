import { pinyin } from 'pinyin-pro'

/** What a person types to find a name: its pinyin, its initials, the name itself. Sorts as pinyin does.
 *  @example nameSearch('王丽') // 'wangli wl 王丽' */
export function nameSearch(name: string): string {
  const read = { toneType: 'none', type: 'array', surname: 'head', nonZh: 'consecutive' } as const
  const syllables = pinyin(name, read)
  const initials = syllables.map(syllable => syllable.trim().slice(0, 1)).join('')
  return [syllables.join('').replace(/\s+/g, ''), initials, name].join(' ').toLowerCase()
}
