import type { ProblemCatalogue } from '../../platform/problem.ts'

export const organisationProblems = {
  'organisation.wrong-kind': {
    status: 422,
    en: {
      title: 'Such an organisation cannot hang here',
      detail: 'An organisation of this kind cannot be placed under the chosen parent.',
      cure: 'The order is manufacturer, region, group, dealer; levels may be left out.',
    },
    zh: {
      title: '组织层级不正确',
      detail: '此类组织不能放在所选上级之下。',
      cure: '层级顺序为厂家、大区、集团、门店，可跳过中间层级。',
    },
  },
  'organisation.code-taken': {
    status: 409,
    en: {
      title: 'This code is taken',
      detail: 'Another organisation of the network has it.',
      cure: 'Choose another code.',
    },
    zh: { title: '组织代码已被使用', detail: '网络中已有组织使用该代码。', cure: '请换一个代码。' },
  },
  'organisation.own-descendant': {
    status: 409,
    en: {
      title: 'An organisation cannot hang below itself',
      detail: 'The new parent lies below the organisation that moves.',
      cure: 'Choose a parent outside of it.',
    },
    zh: {
      title: '不能移动到自身下级',
      detail: '所选上级位于该组织之下。',
      cure: '请选择该组织之外的上级。',
    },
  },
  'organisation.root-needs-defaults': {
    status: 422,
    en: {
      title: 'The top of the network needs a time zone and a currency',
      detail: 'All others inherit them from it.',
      cure: 'Enter another time zone or currency instead of none.',
    },
    zh: {
      title: '最上级组织必须有时区和币种',
      detail: '其他组织从它继承这些设置。',
      cure: '请填写新的时区或币种，不能留空。',
    },
  },
} as const satisfies ProblemCatalogue
