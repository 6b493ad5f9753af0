import { words } from '../words/words.ts'

export const kitWords = words(
  'kit',
  {
    colon: '：',
    problem: {
      unexpected: '出现意外错误',
      unexpectedCure: '请重试；若仍出错，请告诉管理员。',
      failed: '操作未完成',
      offline: '无法连接服务器',
      offlineCure: '请检查网络；已填写的内容会保留，可重试。',
    },
    retry: '重试',
  },
  {
    colon: ': ',
    problem: {
      unexpected: 'Something unexpected went wrong',
      unexpectedCure: 'Try again; if it fails again, tell an administrator.',
      failed: 'The action was not completed',
      offline: 'The server cannot be reached',
      offlineCure: 'Check the network; what you typed is kept, and you can try again.',
    },
    retry: 'Try again',
  },
)
