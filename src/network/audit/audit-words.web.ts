import { words } from '../../platform/web/words/words.ts'
import { auditEn, auditZh } from './audit.words.ts'

export const auditWords = words('audit', auditZh, auditEn)
