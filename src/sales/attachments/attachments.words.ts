import { words } from '../../platform/web/words/words.ts'

/** Words of photos and signatures. */
export const attachmentWords = words(
  'attachments',
  {
    kind: {
      licence: '驾照照片',
      'agreement-signature': '协议签名',
      'delivery-photo': '交车照片',
      'delivery-signature': '交车签名',
      other: '照片',
    },
    photo: {
      take: '拍照或选择照片',
      again: '重新拍摄',
      reading: '正在处理照片…',
      sending: '正在上传…',
      kept: '照片已保存',
      unreadable: '无法读取这张照片，请换一张 JPEG、PNG 或 WebP 图片。',
      tooLarge: '照片太大，请选择小于 30 MB 的照片。',
      show: '查看照片',
      hide: '收起照片',
      failed: '照片未能打开',
    },
    pad: {
      label: '签名框',
      hint: '请在此处签名',
      keys: '可用鼠标、手指或键盘签名：方向键移动笔尖，空格键落笔或提笔。',
      penDown: '已落笔',
      penUp: '已提笔',
      undo: '撤销一笔',
      clear: '重写',
      of: '{{name}} 的签名',
    },
    signature: {
      drawn: '签名：{{when}}，在场：{{witness}}',
      version: '文本版本 {{version}}',
      hash: '文本指纹',
    },
  },
  {
    kind: {
      licence: 'Photo of the licence',
      'agreement-signature': 'Signature on the agreement',
      'delivery-photo': 'Photo of the hand-over',
      'delivery-signature': 'Signature at the hand-over',
      other: 'Photo',
    },
    photo: {
      take: 'Take or choose a photo',
      again: 'Take it again',
      reading: 'Preparing the photo…',
      sending: 'Uploading…',
      kept: 'The photo is kept',
      unreadable: 'This photo cannot be read. Choose a JPEG, PNG or WebP image.',
      tooLarge: 'This photo is too large. Choose one below 30 MB.',
      show: 'Show the photo',
      hide: 'Hide the photo',
      failed: 'The photo could not be opened',
    },
    pad: {
      label: 'Signature box',
      hint: 'Sign here',
      keys: 'Sign with the mouse, a finger or the keyboard: arrow keys move the pen, Space puts it down or lifts it.',
      penDown: 'The pen is down',
      penUp: 'The pen is up',
      undo: 'Undo a stroke',
      clear: 'Start again',
      of: 'Signature of {{name}}',
    },
    signature: {
      drawn: 'Signed {{when}} in the presence of {{witness}}',
      version: 'Wording of {{version}}',
      hash: 'Fingerprint of the text',
    },
  },
)
