import type { ProblemCatalogue } from '../platform/problem.ts'
import { problemType as type } from '../platform/problem-type.ts'

/** Refusals about changes to a signed contract, the waitlist, receipts and the day's takings. */
export const contractProblems = {
  'contract.no-car': type(
    409,
    ['合同尚未配车', '合同没有配定车辆，无车可换。', '请先配车。'],
    ['No car is matched', 'The contract names no car that could be changed.', 'Match a car first.'],
  ),
  'contract.car-unchanged': type(
    422,
    ['仍是同一台车', '所选车辆就是合同现在的车辆。', '请选择另一台车。'],
    ['It is the same car', 'The contract holds that car already.', 'Choose another car.'],
  ),
  'contract.trim-unknown': type(
    409,
    ['合同没有车型', '撤销配车后合同将不知道卖的是什么。', '请用换车改为另一台车。'],
    ['The contract names no trim', 'Without its car it would not say what is sold.', 'Swap the car instead.'],
  ),
  'contract.addendum-required': type(
    409,
    ['需要补充协议', '所选车辆的车型与合同不同。', '请一并填写补充协议后再换车。'],
    [
      'An addendum is needed',
      'The car is of another trim than the contract.',
      'Agree an addendum with the swap.',
    ],
  ),
  'contract.invoice-live': type(
    409,
    ['发票已开具', '发票 {number} 按原价开具，价格不能再变。', '请先以红字发票冲销。'],
    ['The invoice is issued', 'Invoice {number} states the old price.', 'Reverse it by a red invoice first.'],
  ),
  'contract.party-unknown': type(
    422,
    ['找不到该客户', '{field} 不是本店客户。', '请从本店客户中选择。'],
    ['That customer is not here', '{field} is no customer of this store.', 'Choose one of the store.'],
  ),
  'contract.credit-code-invalid': type(
    422,
    ['统一社会信用代码不正确', '代码应为 18 位，且校验位须相符（GB 32100）。', '请对照营业执照核对。'],
    [
      'The credit code is wrong',
      'It has 18 characters, the last of which checks the others (GB 32100).',
      'Compare it with the business licence.',
    ],
  ),
  'addendum.empty': type(
    422,
    ['没有变更内容', '价格、交车日期与其他条款都没有变化。', '请填写要变更的内容。'],
    ['Nothing changes', 'Price, delivery date and terms stay as they are.', 'Enter what is to change.'],
  ),
  'addendum.delivery-in-past': type(
    422,
    ['交车日期已过', '{deliveryOn} 早于今天。', '请选择今天或以后的日期。'],
    ['The delivery date has passed', '{deliveryOn} is before today.', 'Choose today or later.'],
  ),
  'waitlist.already-waiting': type(
    409,
    ['已在等车队列', '这张销售单已经在排队。', '如要改等其他车辆，请先退出队列。'],
    [
      'It is waiting already',
      'The sale has its place on the waitlist.',
      'Leave it first to wait for another.',
    ],
  ),
  'waitlist.car-held': type(
    409,
    ['已有车辆', '这张销售单已锁定或配定车辆。', '请先释放车辆再排队。'],
    ['It has a car', 'The sale holds a car.', 'Release it before waiting for another.'],
  ),
  'waitlist.car-free': type(
    409,
    ['有可售车辆', '所选车型或车辆现在可以直接锁定。', '请直接锁车。'],
    ['A car is free', 'What was chosen can be had at once.', 'Reserve it instead.'],
  ),
  'waitlist.trim-unknown': type(
    422,
    ['找不到该车型', '车型库中没有该车型配置。', '请重新选择车型。'],
    ['There is no such trim', 'The catalogue does not have it.', 'Choose another trim.'],
  ),
  'waitlist.none': type(
    409,
    ['不在等车队列', '这张销售单没有在排队。', '请刷新页面。'],
    ['It is not waiting', 'The sale has no place on the waitlist.', 'Reload the page.'],
  ),
  'waitlist.others-first': type(
    409,
    ['有客户排在前面', '已有客户在等这台车或这个车型。', '请加入等车队列，或选择其他车辆。'],
    [
      'Others are first in line',
      'Somebody waits for this car or for its trim.',
      'Join the waitlist, or choose another car.',
    ],
  ),
  'takings.already-closed': type(
    409,
    ['当日已日结', '{day} 已由 {closedBy} 日结。', '之后的收款计入下一个营业日。'],
    ['The day is closed', '{closedBy} closed {day}.', 'Later money counts for the next open day.'],
  ),
  'takings.future-day': type(
    422,
    ['日期未到', '{day} 还没有到，不能日结。', '请选择今天或以前的日期。'],
    ['The day has not come', '{day} lies ahead.', 'Choose today or an earlier day.'],
  ),
  'takings.reason-required': type(
    422,
    ['须说明差额', '实点现金与账面现金不一致。', '请重新清点，或填写差额原因。'],
    [
      'The difference needs a reason',
      'The counted cash is not what the books say.',
      'Count again, or say why.',
    ],
  ),
} as const satisfies ProblemCatalogue
