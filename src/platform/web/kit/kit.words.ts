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
    optional: '选填',
    issue: {
      required: '请填写此项',
      type: '内容不符合要求',
      tooLong: '最多 {{maximum}} 个字符',
      tooShort: '至少 {{minimum}} 个字符',
      tooBig: '不能大于 {{maximum}}',
      tooSmall: '不能小于 {{minimum}}',
      format: '格式不正确',
      choice: '请选择列出的选项',
      unknown: '包含未知字段',
    },
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
    optional: 'optional',
    issue: {
      required: 'Fill this in',
      type: 'This does not fit here',
      tooLong: 'At most {{maximum}} characters',
      tooShort: 'At least {{minimum}} characters',
      tooBig: 'Not more than {{maximum}}',
      tooSmall: 'Not less than {{minimum}}',
      format: 'The format is not right',
      choice: 'Choose one of the list',
      unknown: 'Holds a field that is not known',
    },
  },
)
