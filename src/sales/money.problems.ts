import type { ProblemCatalogue } from '../platform/problem.ts'
import { problemType as type } from '../platform/problem-type.ts'

/** Refusals about quotes, contracts and payments. */
export const moneyProblems = {
  'quote.unknown': type(
    409,
    ['报价单已变更', '该报价单不存在或已被新版本取代。', '请刷新后打开最新版本。'],
    [
      'That quote has changed',
      'It does not exist or a newer version replaced it.',
      'Reload and open the newest.',
    ],
  ),
  'quote.none': type(
    409,
    ['没有报价单', '该销售单还没有报价。', '请先报价。'],
    ['There is no quote', 'None was drafted.', 'Draft one first.'],
  ),
  'quote.already-sent': type(
    409,
    ['报价单已发出', '已发出的报价不可修改。', '请修订为新版本。'],
    ['The quote is sent', 'A sent version is immutable.', 'Revise it as a new version.'],
  ),
  'quote.not-sent': type(
    409,
    ['报价单未发出', '只有已发出的报价才能签约。', '请先发出报价。'],
    ['The quote is not sent', 'A contract refers to a sent quote.', 'Send it first.'],
  ),
  'quote.expired': type(
    409,
    ['报价已过期', '报价有效期至 {validUntil}。', '请在报价上点击“按今日条件出新版”，核对后发出。'],
    [
      'The quote has expired',
      'It was valid until {validUntil}.',
      "Make its next version at today's terms on the quote, and send that.",
    ],
  ),
  'quote.over-limit': type(
    409,
    ['优惠超出权限', '综合优惠超过您的授权额度。', '请申请审批，或降低优惠。'],
    [
      'The concession is over your limit',
      'Discount and gifts exceed what your role may give.',
      'Request approval, or give less.',
    ],
  ),
  'quote.discount-over-price': type(
    422,
    ['优惠过大', '优惠不能超过车价。', '请核对金额。'],
    ['The discount exceeds the price', 'It cannot be more than the car costs.', 'Check the amount.'],
  ),
  'quote.gift-cost-missing': type(
    422,
    ['赠品缺少成本', '白送的项目须填写成本，以计算综合优惠。', '请按赠品填写成本。'],
    [
      'A gift has no cost',
      'What is given away counts at cost in the concession.',
      'Enter it as a gift with its cost.',
    ],
  ),
  'quote.trim-differs': type(
    422,
    ['车型不一致', '报价的车型与所选车辆不同。', '请重新选择。'],
    ['The trim differs', 'The quote is for another trim than the car.', 'Choose again.'],
  ),
  'quote.price-unknown': type(
    422,
    ['缺少车价', '所选车型或车辆没有价格。', '请选择车型，或先为车辆定价。'],
    [
      'The price is unknown',
      'Neither the car nor a trim with a price is named.',
      'Choose a trim, or price the car first.',
    ],
  ),
  'contract.already-signed': type(
    409,
    ['合同已签订', '该销售单已有有效合同。', '请查看合同。'],
    ['A contract is signed', 'The sale has a live contract.', 'See the contract.'],
  ),
  'contract.missing': type(
    409,
    ['尚未签约', '该操作需要先签订合同。', '请先签约。'],
    ['There is no contract', 'This needs a signed contract.', 'Sign one first.'],
  ),
  'contract.trim-differs': type(
    422,
    ['车型不一致', '车辆与合同车型不同。', '请选择同一车型的车辆。'],
    ['The trim differs', "The car is not of the contract's trim.", 'Choose a car of that trim.'],
  ),
  'contract.car-already-matched': type(
    409,
    ['已配车', '合同已匹配车辆。', '如需换车，请联系经理。'],
    ['A car is matched', 'The contract has its car.', 'Ask a manager to swap it.'],
  ),
  'contract.price-zero': type(
    422,
    ['合同价为零', '合同价必须大于零。', '请填写合同价。'],
    ['The price is zero', 'A contract needs a price above zero.', 'Give the price.'],
  ),
  'contract.deposit-over-price': type(
    422,
    ['定金超过车价', '定金不能超过合同价。', '请核对金额。'],
    ['The deposit exceeds the price', 'It cannot be more than the contract price.', 'Check the amount.'],
  ),
  'payment.amount-zero': type(
    422,
    ['金额为零', '收款金额必须大于零。', '请填写金额。'],
    ['The amount is zero', 'A payment is more than zero.', 'Give the amount.'],
  ),
  'payment.unknown': type(
    409,
    ['找不到该笔收款', '该笔收款不在此销售单上。', '请刷新页面。'],
    ['There is no such payment', 'It is not on this sale.', 'Reload the page.'],
  ),
  'payment.none': type(
    409,
    ['没有收款', '该销售单没有可冲销的收款。', '请核对销售单。'],
    ['There is no payment', 'Nothing can be reversed.', 'Check the sale.'],
  ),
  'payment.already-reversed': type(
    409,
    ['已冲销', '该笔收款已冲销过。', '无需重复操作。'],
    ['It is reversed already', 'A payment is reversed once.', 'Nothing is left to do.'],
  ),
} as const satisfies ProblemCatalogue
