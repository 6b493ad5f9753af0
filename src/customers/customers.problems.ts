import { type ProblemCatalogue, problem } from '../platform/problem.ts'
import { problemType as type } from '../platform/problem-type.ts'

/** Refusals of the customers' slice. */
export const customersProblems = {
  'contact-point.already-there': {
    status: 409,
    en: {
      title: 'The customer already has this contact point',
      detail: 'The same value of the same kind is on the customer.',
      cure: 'Nothing is to be done, or correct the value.',
    },
    zh: {
      title: '该客户已有此联系方式',
      detail: '同类且相同的联系方式已登记在该客户名下。',
      cure: '无需重复添加；如有误请更正内容。',
    },
  },
  'consent.missing': {
    status: 409,
    en: {
      title: 'The customer does not want this',
      detail: 'The customer refused to be contacted this way, or took the consent back.',
      cure: 'Meet in another way, or ask again and record the new consent on the customer’s page.',
    },
    zh: {
      title: '客户不同意此种联系方式',
      detail: '客户拒绝或已撤回该联系方式的同意。',
      cure: '请改用其他方式；客户重新同意后，请先在客户页登记。',
    },
  },
  'consent.not-given': {
    status: 409,
    en: {
      title: 'There is nothing to take back',
      detail: 'The customer has not given this consent, or took it back before.',
      cure: 'Reload the page; to note that the customer says no, record a refusal.',
    },
    zh: {
      title: '没有可撤回的同意',
      detail: '客户未给予该项同意，或此前已撤回。',
      cure: '请刷新页面；如客户表示不同意，请登记为“不同意”。',
    },
  },
  'lead.already-claimed': {
    status: 409,
    en: {
      title: 'A colleague was quicker',
      detail: 'The lead is no longer in the public pool.',
      cure: 'Take another lead from the pool, or ask a manager to reassign this one.',
    },
    zh: {
      title: '该线索已被领取',
      detail: '线索已不在公海中。',
      cure: '请领取其他线索，或请经理重新分配。',
    },
  },
  'lead.closed': {
    status: 409,
    en: {
      title: 'The lead is closed',
      detail: 'It has become a sale or was lost ({state}).',
      cure: 'Open the sale, or record a new lead.',
    },
    zh: {
      title: '线索已关闭',
      detail: '该线索已转为销售单或已战败（{state}）。',
      cure: '请打开对应的销售单，或新建线索。',
    },
  },
  'lead.nobody-at-work': type(
    409,
    ['当前没有可分配的顾问', '门店的销售顾问都已停用或正在请假。', '请指定一位同事，或取消其请假后再分配。'],
    [
      'Nobody is at work',
      'All consultants of the store are deactivated or away.',
      'Assign the leads by hand, or cancel an absence first.',
    ],
  ),
  'customer.already-claimed': type(
    409,
    ['该客户已被领取', '客户已不在公海中。', '请领取其他客户，或请经理重新分配。'],
    [
      'A colleague was quicker',
      'The customer is no longer in the public pool.',
      'Take another one from the pool, or ask a manager to reassign this one.',
    ],
  ),
  'pool.cap-reached': type(
    409,
    ['已达持有上限', '您名下已有 {held} 个，门店上限为 {most} 个。', '请先处理或退回一部分，再从公海领取。'],
    [
      'You hold as many as the store allows',
      'You have {held}; the store allows {most}.',
      'Finish some, or give some back, before you take another from the pool.',
    ],
  ),
} as const satisfies ProblemCatalogue

/** What a constraint of these tables means to a person. */
export const customersConstraints = {
  customers_dealer_id_external_ref_key: () => problem('record.conflict', { field: 'externalRef' }),
  leads_dealer_id_external_ref_key: () => problem('record.conflict', { field: 'externalRef' }),
  leads_trim_id_fkey: () =>
    problem('request.invalid', {
      count: 1,
      errors: [{ path: 'trimId', code: 'unknown', message: 'there is no such trim' }],
    }),
}
