import type { ProcessDefinition } from '../process/process.contract.ts'
import type { StageCode } from '../process/sale.contract.ts'

/** What people write as the reason of a loss or a cancellation, by the code that the default process gives it. */
const written: readonly (readonly [RegExp, string])[] = [
  [/价格|价钱|优惠|price|expensive|budget/i, 'price'],
  [/竞品|竞争|他品牌|别的品牌|competitor|competition/i, 'competitor'],
  [/无车|没车|缺货|现车|stock|availab/i, 'no-stock'],
  [/金融|贷款|按揭|finance|loan|credit/i, 'finance-declined'],
  [/推迟|暂缓|延期|不急|postpone|later|delay/i, 'postponed'],
  [/联系不上|失联|空号|无人接|unreachable|no contact|no answer/i, 'unreachable'],
  [/产品|配置|空间|颜色|product|feature/i, 'product'],
  [/服务|态度|service/i, 'service'],
  [/改变主意|不想买|changed.*mind/i, 'buyer-changed-mind'],
  [/质量|瑕疵|缺陷|defect|quality/i, 'car-defect'],
  [/他处|别处|其他店|bought elsewhere|elsewhere/i, 'bought-elsewhere'],
]

/** The dealer's code of a reason as a file writes it; one that the process does not know is 'other', and none
 *  stays unknown. */
export function reasonCode(process: ProcessDefinition, stage: StageCode, text: string | null): string | null {
  if (text === null || (stage !== 'lost' && stage !== 'cancelled')) return null
  const allowed = stage === 'lost' ? process.lossReasons : process.cancellationReasons
  const asCode = text.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  if (allowed.includes(asCode)) return asCode
  const meant = written.find(([pattern, code]) => pattern.test(text) && allowed.includes(code))
  return meant?.[1] ?? (allowed.includes('other') ? 'other' : null)
}
