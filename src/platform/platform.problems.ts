import type { ProblemCatalogue } from './problem.ts'

/** Problems that any endpoint may answer; a slice's own stand in its `*.problems.ts`. */
export const platformProblems = {
  'request.invalid': {
    status: 422,
    en: {
      title: 'Some fields are not right',
      detail: 'The request has {count} invalid field(s).',
      cure: 'Correct the fields listed under errors and send again.',
    },
    zh: {
      title: '部分字段有误',
      detail: '请求中有 {count} 个字段不符合要求。',
      cure: '请逐一改正所列字段后重试。',
    },
  },
  'request.malformed': {
    status: 400,
    en: {
      title: 'The request could not be read',
      detail: 'The body is not well-formed JSON.',
      cure: 'Send a JSON object with the header Content-Type: application/json.',
    },
    zh: {
      title: '请求无法解析',
      detail: '请求体不是合法的 JSON。',
      cure: '请发送 JSON 对象，并带上 Content-Type: application/json。',
    },
  },
  'request.unsupported-media': {
    status: 415,
    en: {
      title: 'This kind of body is not accepted',
      detail: 'The endpoint does not read this Content-Type.',
      cure: 'Send application/json, or multipart/form-data where a file is uploaded.',
    },
    zh: {
      title: '不支持的内容类型',
      detail: '该接口不接受这种 Content-Type。',
      cure: '请使用 application/json；上传文件时使用 multipart/form-data。',
    },
  },
  'request.too-large': {
    status: 413,
    en: {
      title: 'The request is too large',
      detail: 'Bodies may have up to {limit} bytes.',
      cure: 'Send less at once, or import a file in parts.',
    },
    zh: {
      title: '请求过大',
      detail: '请求体最多 {limit} 字节。',
      cure: '请减少单次发送的数据，或分批导入。',
    },
  },
  'request.unreadable': {
    status: 400,
    en: {
      title: 'The request could not be read',
      detail: 'What was sent is no request of HTTP/1.1.',
      cure: 'Check the program or the proxy that sent it.',
    },
    zh: {
      title: '请求无法解析',
      detail: '收到的内容不是合法的 HTTP/1.1 请求。',
      cure: '请检查发送请求的程序或代理。',
    },
  },
  'request.too-slow': {
    status: 408,
    en: {
      title: 'The request took too long to arrive',
      detail: 'It was not complete in time, and nothing was done.',
      cure: 'Check the connection and send it again.',
    },
    zh: {
      title: '请求发送超时',
      detail: '请求未能及时收全，未做任何操作。',
      cure: '请检查网络后重新发送。',
    },
  },
  'request.head-too-large': {
    status: 431,
    en: {
      title: 'The address or the headers are too long',
      detail: 'Address and headers together may have up to 16 kB.',
      cure: 'Filter by less at once, or remove cookies of other programs.',
    },
    zh: {
      title: '地址或请求头过长',
      detail: '地址与请求头合计最多 16 kB。',
      cure: '请减少筛选条件，或清除其他程序的 Cookie。',
    },
  },
  'request.not-found': {
    status: 404,
    en: {
      title: 'Nothing is here',
      detail: 'There is no such record among those you may see.',
      cure: 'Check the address, or ask the person who sent it to you.',
    },
    zh: {
      title: '找不到该内容',
      detail: '在您可查看的范围内没有这条记录。',
      cure: '请核对地址，或向发送链接的同事确认。',
    },
  },
  'request.method-not-allowed': {
    status: 405,
    en: {
      title: 'This action is not offered here',
      detail: 'The address does not take this method.',
      cure: 'See /api/docs for what it takes.',
    },
    zh: { title: '不支持该操作', detail: '该地址不接受此请求方法。', cure: '可用的方法见 /api/docs。' },
  },
  'request.idempotency-key-missing': {
    status: 400,
    en: {
      title: 'The write has no Idempotency-Key',
      detail: 'Every write carries a header Idempotency-Key of 8 to 128 characters.',
      cure: 'Make one random key per intent and repeat it when retrying.',
    },
    zh: {
      title: '写请求缺少 Idempotency-Key',
      detail: '每个写请求都需带 8 到 128 个字符的 Idempotency-Key 请求头。',
      cure: '每次操作生成一个随机键，重试时使用同一个键。',
    },
  },
  'request.idempotency-key-reused': {
    status: 422,
    en: {
      title: 'This Idempotency-Key was used for something else',
      detail: 'The first request with this key had another body.',
      cure: 'Make a new key for a new intent.',
    },
    zh: {
      title: 'Idempotency-Key 已用于其他请求',
      detail: '首次使用该键的请求内容与本次不同。',
      cure: '新的操作请生成新的键。',
    },
  },
  'record.version-required': {
    status: 428,
    en: {
      title: 'The edit does not say which version it is based on',
      detail: 'Send If-Match with the version from ETag.',
      cure: 'Read the record, then send its version with the edit.',
    },
    zh: {
      title: '未说明修改所基于的版本',
      detail: '请在 If-Match 中带上 ETag 中的版本号。',
      cure: '先读取记录，再带版本号提交修改。',
    },
  },
  'record.changed': {
    status: 412,
    en: {
      title: 'Someone changed this meanwhile',
      detail: 'You worked on version {expected}, the current one is {version}.',
      cure: 'Look at what changed and decide again.',
    },
    zh: {
      title: '记录已被他人修改',
      detail: '您基于版本 {expected} 操作，当前版本为 {version}。',
      cure: '请查看变更内容后重新决定。',
    },
  },
  'record.conflict': {
    status: 409,
    en: {
      title: 'This collides with another record',
      detail: 'A rule of the database refused it.',
      cure: 'Reload and try again.',
    },
    zh: { title: '与其他记录冲突', detail: '数据规则拒绝了此操作。', cure: '请刷新后重试。' },
  },
  'auth.signed-out': {
    status: 401,
    en: {
      title: 'You are not signed in',
      detail: 'The session is missing or has ended.',
      cure: 'Sign in again.',
    },
    zh: { title: '尚未登录', detail: '会话不存在或已结束。', cure: '请重新登录。' },
  },
  'auth.not-permitted': {
    status: 403,
    en: {
      title: 'Your role does not include this',
      detail: 'None of your roles may do this.',
      cure: 'Ask an administrator or a manager.',
    },
    zh: { title: '当前角色无此权限', detail: '您的角色不能执行该操作。', cure: '请联系管理员或经理。' },
  },
  'auth.foreign-origin': {
    status: 403,
    en: {
      title: 'The request came from another site',
      detail: 'Writes with a session are accepted from this site alone.',
      cure: 'Open the product itself, or use an API key.',
    },
    zh: {
      title: '请求来自其他站点',
      detail: '带会话的写请求只接受本站发起。',
      cure: '请在本系统中操作，或使用 API 密钥。',
    },
  },
  'organisation.choose': {
    status: 422,
    en: {
      title: 'Which store is meant?',
      detail: 'You work for several stores; the request names none.',
      cure: 'Send dealerId.',
    },
    zh: { title: '请选择门店', detail: '您负责多家门店，但请求未指明哪一家。', cure: '请填写 dealerId。' },
  },
  'live.too-many-streams': {
    status: 429,
    en: {
      title: 'Too many live streams are open',
      detail: 'One session holds at most {most} streams at once.',
      cure: 'Close other windows, or share one stream among them.',
    },
    zh: {
      title: '实时连接过多',
      detail: '同一会话最多同时保持 {most} 条实时连接。',
      cure: '请关闭其他窗口，或共用一条连接。',
    },
  },
  'server.unavailable': {
    status: 503,
    en: {
      title: 'The database cannot be reached just now',
      detail: 'Nothing was changed.',
      cure: 'Try again in a few seconds with the same Idempotency-Key.',
    },
    zh: {
      title: '暂时无法连接数据库',
      detail: '未做任何更改。',
      cure: '请在数秒后用同一个 Idempotency-Key 重试。',
    },
  },
  'server.failed': {
    status: 500,
    en: {
      title: 'Something went wrong on our side',
      detail: 'The fault was logged under {requestId}.',
      cure: 'Try again; if it stays, tell your administrator this number.',
    },
    zh: {
      title: '系统出现故障',
      detail: '故障已记录，编号 {requestId}。',
      cure: '请重试；若仍失败，请将编号告知管理员。',
    },
  },
} as const satisfies ProblemCatalogue
