import type { ProblemCatalogue } from '../../platform/problem.ts'

export const savedViewProblems = {
  'saved-view.too-many': {
    status: 422,
    en: {
      title: 'You have kept as many views as one screen holds',
      detail: 'A screen holds {most} views of one person.',
      cure: 'Remove a view that you no longer use.',
    },
    zh: {
      title: '保存的视图已达上限',
      detail: '每个页面每人最多保存 {most} 个视图。',
      cure: '请先删除不再使用的视图。',
    },
  },
} as const satisfies ProblemCatalogue
