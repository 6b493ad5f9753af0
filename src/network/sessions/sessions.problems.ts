import type { ProblemCatalogue } from '../../platform/problem.ts'

export const sessionProblems = {
  'auth.wrong-credentials': {
    status: 401,
    en: {
      title: 'Username or password is wrong',
      detail: 'Nobody can sign in with these.',
      cure: 'Check both. If you forgot the password, ask an administrator for a new one.',
    },
    zh: {
      title: '用户名或密码错误',
      detail: '无法使用所填的用户名和密码登录。',
      cure: '请核对后重试；忘记密码请联系管理员重置。',
    },
  },
  'auth.wrong-code': {
    status: 401,
    en: {
      title: 'The code is wrong or no longer valid',
      detail: 'Codes change every 30 seconds, and a sign-in waits ten minutes for one.',
      cure: 'Enter the code that the authenticator app shows now, use a backup code, or start again.',
    },
    zh: {
      title: '验证码错误或已失效',
      detail: '验证码每 30 秒更换一次，登录最多等待 10 分钟。',
      cure: '请输入验证器当前显示的验证码、使用备用码，或重新登录。',
    },
  },
  'auth.wrong-password': {
    status: 403,
    en: {
      title: 'The current password is wrong',
      detail: 'This step asks for your password once more.',
      cure: 'Enter the password you signed in with.',
    },
    zh: { title: '当前密码错误', detail: '此步骤需要再次验证您的密码。', cure: '请输入您登录时使用的密码。' },
  },
  'auth.weak-password': {
    status: 422,
    en: {
      title: 'This password would be guessed',
      detail: 'It is too short, too common, or contains the username.',
      cure: 'Take at least 10 characters, such as four unrelated words, without your username.',
    },
    zh: {
      title: '密码过于简单',
      detail: '密码过短、过于常见，或包含用户名。',
      cure: '请使用至少 10 个字符，例如几个不相关的词，且不包含用户名。',
    },
  },
  'auth.same-password': {
    status: 422,
    en: {
      title: 'The new password is the old one',
      detail: 'A change needs another password.',
      cure: 'Choose a different password.',
    },
    zh: { title: '新密码与旧密码相同', detail: '修改密码需使用不同的密码。', cure: '请换一个新密码。' },
  },
  'auth.second-factor-on': {
    status: 409,
    en: {
      title: 'The second factor is already on',
      detail: 'An authenticator app is already connected.',
      cure: 'Turn it off first to connect another one.',
    },
    zh: { title: '两步验证已开启', detail: '已绑定验证器。', cure: '如需更换验证器，请先关闭两步验证。' },
  },
  'auth.second-factor-off': {
    status: 409,
    en: {
      title: 'The second factor is not on',
      detail: 'There is no authenticator app to disconnect.',
      cure: 'Nothing needs to be done.',
    },
    zh: { title: '两步验证未开启', detail: '当前没有绑定验证器。', cure: '无需操作。' },
  },
  'auth.too-many-attempts': {
    status: 429,
    en: {
      title: 'Too many attempts',
      detail: 'It can be tried again in {retryAfterSeconds} seconds.',
      cure: 'Wait, then try once more; an administrator can set a new password.',
    },
    zh: {
      title: '尝试次数过多',
      detail: '请在 {retryAfterSeconds} 秒后再试。',
      cure: '请稍候再试；也可请管理员重置密码。',
    },
  },
} as const satisfies ProblemCatalogue
