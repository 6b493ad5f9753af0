import type { ProblemCatalogue } from '../../platform/problem.ts'
import { problemType as type } from '../../platform/problem-type.ts'

export const attachmentProblems = {
  'attachment.too-large': type(
    413,
    [
      '照片太大',
      '照片为 {bytes} 字节，边长 {side} 像素；上限为 {limit} 字节、{sideLimit} 像素。',
      '请缩小后再上传。',
    ],
    [
      'The photo is too large',
      'It has {bytes} bytes and a side of {side} pixels; at most {limit} bytes and {sideLimit} pixels are kept.',
      'Make it smaller and upload it again.',
    ],
  ),
  'attachment.not-an-image': type(
    422,
    ['不是照片', '文件内容不是完整的 JPEG、PNG 或 WebP 图片。', '请重新拍摄，或选择一张照片。'],
    [
      'That is not a photo',
      'What the file holds is not a whole JPEG, PNG or WebP image.',
      'Take the photo again, or choose another file.',
    ],
  ),
  'attachment.metadata': type(
    422,
    [
      '照片带有拍摄信息',
      '照片中含有位置或设备等隐藏信息，不予保存。',
      '请在页面上选择照片，页面会自动去除这些信息。',
    ],
    [
      'The photo carries hidden data',
      'Where or with what it was taken stands in it, which is not kept.',
      'Choose the photo on the page, which takes such data out.',
    ],
  ),
  'attachment.too-many': type(
    409,
    ['附件太多', '每张销售单最多保存 {limit} 个附件。', '请只上传必要的照片。'],
    ['There are too many attachments', 'A sale keeps at most {limit}.', 'Upload only what is needed.'],
  ),
  'attachment.unknown': type(
    409,
    ['找不到该照片', '该照片不属于这张销售单，或不是所需的类型。', '请重新拍摄并上传。'],
    [
      'There is no such photo',
      'It is not one of this sale, or not of the kind that is needed.',
      'Take and upload it again.',
    ],
  ),
  'attachment.reveal-required': type(
    403,
    ['需要说明查看原因', '证件照片只能在登记原因后查看。', '请点击“查看”并选择原因。'],
    [
      'A reason is needed',
      'A photo of a document is shown only after the reason is logged.',
      'Press "Show" and choose the reason.',
    ],
  ),
  'signature.empty': type(
    422,
    ['没有签名', '签名太短，不像是签名。', '请客户在签名框内完整签名。'],
    ['There is no signature', 'What was drawn is too short to be one.', 'Have the customer sign in the box.'],
  ),
  'signature.text-differs': type(
    409,
    ['协议内容已变化', '签名时显示的内容与现在的不一致。', '请重新打开协议，再请客户签名。'],
    [
      'The text has changed',
      'What was shown when it was signed is not what holds now.',
      'Open it again, and have it signed anew.',
    ],
  ),
} as const satisfies ProblemCatalogue
