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
  'first-run.sample-refused': {
    status: 409,
    en: {
      title: 'No sample data on this server',
      detail:
        'Others than this machine reach it, and the password of the sample people is known to everybody.',
      cure: 'Try it on a server with HOST 127.0.0.1 and no FORECOURT_PROXIES.',
    },
    zh: {
      title: '此服务器不提供演示数据',
      detail: '其他机器可以访问此服务器，而演示账户的密码是公开的。',
      cure: '请在 HOST 为 127.0.0.1 且未设置 FORECOURT_PROXIES 的服务器上试用。',
    },
  },
} as const satisfies ProblemCatalogue
