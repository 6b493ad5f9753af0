import type { ProblemCatalogue } from '../../platform/problem.ts'

export const firstRunProblems = {
  'first-run.wrong-code': {
    status: 403,
    en: {
      title: 'This is not the one-time code',
      detail: 'The code was printed when the server started; each start makes a new one.',
      cure: 'Read it from the terminal or the log of the server that runs now.',
    },
    zh: {
      title: '一次性代码不正确',
      detail: '代码在服务器启动时显示，每次启动都会生成新的代码。',
      cure: '请从当前运行的服务器终端或日志中查看。',
    },
  },
  'first-run.done': {
    status: 409,
    en: {
      title: 'This system is already in use',
      detail: 'It has an administrator.',
      cure: 'Sign in, or ask the administrator for an account.',
    },
    zh: { title: '系统已启用', detail: '系统已有管理员。', cure: '请直接登录，或向管理员申请账户。' },
  },
} as const satisfies ProblemCatalogue
