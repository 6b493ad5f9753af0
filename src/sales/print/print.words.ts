import { words } from '../../platform/web/words/words.ts'

/** Beside each paper; apart from the words of the sheets, which come with them. */
export const printWords = words('print', { print: '打印' }, { print: 'Print' })
