import type { ProblemCatalogue } from '../../platform/problem.ts'

export const apiKeyProblems = {
  'api-key.scope-beyond': {
    status: 422,
    en: {
      title: 'A key cannot do more than its person',
      detail: 'The scope {scope} is not among what this person may do, or is not given to keys.',
      cure: 'Leave the scope out, or give the person the role first. Keys never manage keys.',
    },
    zh: {
      title: '密钥权限不能超过其所属员工',
      detail: '权限 {scope} 不在该员工的权限之内，或不允许授予密钥。',
      cure: '请去掉该权限，或先为员工授予相应角色。密钥不能管理密钥。',
    },
  },
  'api-key.expires-past': {
    status: 422,
    en: {
      title: 'The key would have expired already',
      detail: 'Its end lies in the past.',
      cure: 'Choose a later time, or none.',
    },
    zh: {
      title: '密钥到期时间已过',
      detail: '到期时间早于当前时间。',
      cure: '请选择更晚的时间，或不设到期时间。',
    },
  },
} as const satisfies ProblemCatalogue
