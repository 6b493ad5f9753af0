import type { ProblemCatalogue } from '../../platform/problem.ts'
import { problemType as type } from '../../platform/problem-type.ts'

export const approvalsProblems = {
  'approval.none': type(
    409,
    ['没有待审批的申请', '该销售单没有等待审批的优惠。', '请刷新页面查看结果。'],
    ['Nothing waits for approval', 'No request is pending on this sale.', 'Reload to see what was decided.'],
  ),
  'approval.unknown': type(
    409,
    ['找不到该申请', '该审批申请不在此销售单上。', '请刷新页面。'],
    ['There is no such request', 'It is not on this sale.', 'Reload the page.'],
  ),
  'approval.already-decided': type(
    409,
    ['申请已处理', '该申请已由他人处理或撤回。', '请刷新页面查看结果。'],
    ['It is decided already', 'Somebody else decided or withdrew it.', 'Reload to see the outcome.'],
  ),
  'approval.draft-changed': type(
    409,
    ['报价已修改', '申请审批之后报价单已修改，原申请失效。', '请让销售顾问重新申请。'],
    [
      'The draft has changed',
      'It was changed after the request, which no longer holds.',
      'Have the approval requested again.',
    ],
  ),
  'approval.already-requested': type(
    409,
    ['已申请审批', '该报价单正在等待审批。', '请等待结果，或先撤回申请。'],
    ['It is requested already', 'The draft waits for a decision.', 'Wait for it, or withdraw the request.'],
  ),
  'approval.not-needed': type(
    409,
    ['无需审批', '没有超出您额度的报价草稿。', '请直接发出报价。'],
    ['No approval is needed', 'No draft is over your own limit.', 'Send the quote.'],
  ),
  'approval.own-request': type(
    409,
    ['不能审批自己的申请', '申请人及其代理人不能审批该申请。', '请由其他有权限的经理审批。'],
    [
      'It is your own request',
      'Neither the asker nor a deputy by the asker’s limit decides it.',
      'Have another manager decide.',
    ],
  ),
  'approval.not-requester': type(
    409,
    ['不是您的申请', '只有申请人可以撤回。', '请联系申请人。'],
    ['It is not your request', 'Only who asked withdraws it.', 'Ask them to.'],
  ),
  'approval.offer-unchanged': type(
    422,
    ['优惠未变', '另提的优惠与申请的相同。', '请直接批准，或填写其他金额。'],
    ['The offer is the same', 'It is what was asked for.', 'Approve it, or enter another amount.'],
  ),
  'approval.no-offer': type(
    409,
    ['没有另提优惠', '该申请没有等待接受的另提优惠。', '请刷新页面。'],
    ['There is no counter-offer', 'None waits to be taken.', 'Reload the page.'],
  ),
  'delegation.deputy-unfit': type(
    422,
    ['代理人不合适', '代理人须为本店在职的销售经理或店总，且不能是本人。', '请选择其他经理。'],
    [
      'That deputy will not do',
      'A deputy is another active manager of the same store.',
      'Choose another manager.',
    ],
  ),
  'delegation.dates-invalid': type(
    422,
    ['日期有误', '结束日期不能早于开始日期或今天，期限最长一年。', '请核对日期。'],
    [
      'The dates are wrong',
      'The end lies before the start or today, or more than a year away.',
      'Check the dates.',
    ],
  ),
  'delegation.overlaps': type(
    409,
    ['代理期限重叠', '该期间已有代理人。', '请先撤销原代理，或调整日期。'],
    [
      'Somebody stands in already',
      'The dates overlap with another deputy’s.',
      'Revoke that one, or change the dates.',
    ],
  ),
} as const satisfies ProblemCatalogue
