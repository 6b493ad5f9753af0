import { language } from '../words/words.ts'

/** How a day is written in a date field, the way it stands elsewhere; the others may be typed too. */
export function dayFormats(): string[] {
  return language() === 'zh'
    ? ['YYYY/MM/DD', 'YYYY-MM-DD', 'YYYY.MM.DD', 'YYYYMMDD']
    : ['D MMM YYYY', 'YYYY-MM-DD', 'DD/MM/YYYY', 'D/M/YYYY']
}
