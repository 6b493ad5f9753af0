import { type ProblemCatalogue, problem } from '../platform/problem.ts'

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
