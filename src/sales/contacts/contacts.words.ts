import { words } from '../../platform/web/words/words.ts'

/** Calls and messages on a sale. */
export const contactWords = words(
  'contacts',
  {
    channel: { title: '方式', call: '电话', message: '消息', online: '线上' },
    direction: { title: '由谁发起', out: '我方联系', in: '客户来电/来信' },
    result: { title: '结果', reached: '已联系上', 'no-answer': '未接通', 'call-back': '约定回电' },
    level: '意向级别',
    keepNext: '保持原定跟进不变',
    keepNextNone: '暂不安排跟进',
    call: '打电话',
    message: '发消息',
    calling: '拨打 {{masked}}',
    noPhone: '没有电话号码',
    revealNote: '查看号码会留下记录。通话后请点选结果。',
    dialAgain: '再次拨打',
    after: '下次 {{what}}',
  },
  {
    channel: { title: 'How', call: 'Call', message: 'Message', online: 'Online' },
    direction: { title: 'Who began', out: 'We did', in: 'The customer did' },
    result: { title: 'Result', reached: 'Reached', 'no-answer': 'No answer', 'call-back': 'Call back' },
    level: 'Intent level',
    keepNext: 'Leave the planned one',
    keepNextNone: 'None for now',
    call: 'Call',
    message: 'Message',
    calling: 'Call {{masked}}',
    noPhone: 'There is no phone number',
    revealNote: 'Showing the number is logged. After the call, tap how it went.',
    dialAgain: 'Dial again',
    after: 'Next {{what}}',
  },
)
