import type { ProblemCatalogue } from '../../platform/problem.ts'

export const demoProblems = {
  'demo.not-loaded': {
    status: 409,
    en: {
      title: 'This is not the demo',
      detail: 'The database holds a real network, which is never cleared.',
      cure: 'Nothing needs to be done.',
    },
    zh: { title: '当前不是演示数据', detail: '数据库中是真实网络，不能清空。', cure: '无需任何操作。' },
  },
} as const satisfies ProblemCatalogue
