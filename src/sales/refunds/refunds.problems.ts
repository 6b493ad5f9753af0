import type { ProblemCatalogue } from '../../platform/problem.ts'
import { problemType as type } from '../../platform/problem-type.ts'

export const refundsProblems = {
  'payment.refund-open': type(
    409,
    ['该款项已退或待退', '该收款已用于退款，不能再冲销。', '请先驳回退款申请，或冲销已付的退款。'],
    [
      'A refund stands on this money',
      'It was given back, or is promised to be.',
      'Refuse the refund or reverse it first.',
    ],
  ),
  'refund.none': type(
    409,
    ['没有待处理的退款', '该销售单没有等待处理的退款。', '请刷新页面查看结果。'],
    ['No refund is open', 'None waits on this sale.', 'Reload to see what was decided.'],
  ),
  'refund.unknown': type(
    409,
    ['找不到该退款', '该退款不在此销售单上。', '请刷新页面。'],
    ['There is no such refund', 'It is not on this sale.', 'Reload the page.'],
  ),
  'refund.nothing-held': type(
    409,
    ['没有可退款项', '合同生效期间只能退多收的部分；该销售单没有可退的款项。', '请核对收款明细。'],
    [
      'There is nothing to refund',
      'While a contract stands only what exceeds the price goes back.',
      'Check the ledger.',
    ],
  ),
  'refund.amount-zero': type(
    422,
    ['金额为零', '退款金额必须大于零。', '请填写金额。'],
    ['The amount is zero', 'A refund is more than zero.', 'Give the amount.'],
  ),
  'refund.over-refundable': type(
    422,
    ['超过可退金额', '退款不能超过账上可退的金额。', '请核对收款明细后填写。'],
    ['It is more than may go back', 'The ledger and the law allow less.', 'Check the ledger and the amount.'],
  ),
  'refund.purpose-unfit': type(
    422,
    ['退款类别不符', '签约前退定金/订金，签约后退多收款，退订后按定金规则处理。', '请选择相符的类别。'],
    [
      'The purpose does not fit',
      'Before a contract it is the deposit, with one an overpayment, after a cancellation its disposal.',
      'Choose the one that fits.',
    ],
  ),
  'refund.party-missing': type(
    422,
    ['未说明违约方', '退订的款项按由谁违约处理。', '请选择违约方。'],
    ['Who defaults is missing', 'The disposal follows from it.', 'Say who defaults.'],
  ),
  'refund.own-request': type(
    409,
    ['不能审批自己的申请', '退款须由申请人以外的经理审批。', '请由其他经理审批。'],
    ['It is your own request', 'A manager who did not ask decides.', 'Have another manager decide.'],
  ),
  'refund.already-decided': type(
    409,
    ['退款已处理', '该退款已由他人处理。', '请刷新页面查看结果。'],
    ['It is decided already', 'Somebody else decided it.', 'Reload to see the outcome.'],
  ),
  'refund.not-approved': type(
    409,
    ['退款未获批', '退款须先由经理批准。', '请等待审批。'],
    ['The refund is not approved', 'A manager decides before money goes out.', 'Wait for the decision.'],
  ),
  'refund.already-paid': type(
    409,
    ['退款已支付', '同一笔退款只支付一次。', '无需重复操作。'],
    ['The refund is paid', 'It is paid once.', 'Nothing is left to do.'],
  ),
  'refund.open': type(
    409,
    ['有未完成的退款', '该销售单有待审批或待支付的退款。', '请先处理该退款。'],
    ['A refund is open', 'It waits for its decision or its payment.', 'See to it first.'],
  ),
} as const satisfies ProblemCatalogue
