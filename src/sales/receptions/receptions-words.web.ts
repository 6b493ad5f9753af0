import { words } from '../../platform/web/words/words.ts'
import { receptionsEn, receptionsZh } from './receptions.words.ts'

export const receptionWords = words('receptions', receptionsZh, receptionsEn)
