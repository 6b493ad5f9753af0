import { words } from '../platform/web/words/words.ts'
import { networkEn, networkZh } from './network.words.ts'

export const networkWords = words('network', networkZh, networkEn)
