import { words } from '../../platform/web/words/words.ts'

export const consentsZh = {
  title: '客户同意',
  purpose: {
    call: '电话联系',
    message: '短信/微信联系',
    marketing: '新车与活动信息',
    sharing: '转交其他门店',
  },
  decision: { given: '同意', refused: '不同意', withdrawn: '已撤回' },
  channel: {
    title: '客户以何种方式表示',
    visit: '到店',
    call: '电话',
    message: '消息',
    online: '线上',
    paper: '书面',
  },
  notAsked: '未询问',
  give: '同意',
  refuse: '不同意',
  withdraw: '撤回',
  text: '第 {{version}} 版（{{date}} 起）',
  blocks: '撤回后立即不能再以此方式联系客户；不影响继续为其服务。',
  recorded: '已登记',
  history: '历史记录',
  none: '还没有记录。',
  by: '{{name}} 登记',
} as const

export const consentsEn = {
  title: 'Consents',
  purpose: {
    call: 'Calls',
    message: 'Messages (SMS, WeChat)',
    marketing: 'News and offers',
    sharing: 'Passing on to other stores',
  },
  decision: { given: 'Given', refused: 'Refused', withdrawn: 'Taken back' },
  channel: {
    title: 'How the customer said so',
    visit: 'Visit',
    call: 'Call',
    message: 'Message',
    online: 'Online',
    paper: 'Paper',
  },
  notAsked: 'Not asked',
  give: 'Agrees',
  refuse: 'Refuses',
  withdraw: 'Takes it back',
  text: 'Version {{version}}, from {{date}}',
  blocks:
    'Once taken back, the customer is not contacted this way any more, from that moment; service goes on.',
  recorded: 'Recorded',
  history: 'History',
  none: 'Nothing is recorded yet.',
  by: 'recorded by {{name}}',
} as const

export const consentWords = words('consents', consentsZh, consentsEn)
