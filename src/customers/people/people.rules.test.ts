import { expect, test } from 'vitest'
import { normaliseCreditCode } from '../../network/organisations/credit-code.rules.ts'
import { normaliseContact } from './contact-values.rules.ts'
import { normaliseIdNumber } from './identity.rules.ts'
import { maskContact, maskName, maskPhone } from './masks.rules.ts'
import { likePattern, nameSearch } from './name-search.ts'
import { callingCodeOf, normalisePhone } from './phone.rules.ts'

test.each([
  ['13812345678', '+8613812345678'],
  ['138 1234 5678', '+8613812345678'],
  ['+86 138-1234-5678', '+8613812345678'],
  ['0086 13812345678', '+8613812345678'],
  ['8613812345678', '+8613812345678'],
  ['138１２３４５６７８', '+8613812345678'],
  ['010-8888 6666', '+861088886666'],
  ['(0755) 26770000', '+8675526770000'],
  ['+86 010 88886666', '+861088886666'],
  ['400-820-8820', '+864008208820'],
  ['+44 7911 123456', '+447911123456'],
])('%s typed in China is kept as %s', (typed, kept) => {
  expect(normalisePhone(typed, '86')).toBe(kept)
})

test.each(['12345', '1381234567', '138123456789', 'call me', '', '+', '+0123456789', '28812345678'])(
  '%j is no phone number in China',
  typed => {
    expect(normalisePhone(typed, '86')).toBeNull()
  },
)

test('the country of a bare number is the store’s', () => {
  expect(callingCodeOf({ timeZone: 'Europe/London', currency: 'GBP' })).toBe('44')
  expect(callingCodeOf({ timeZone: 'Europe/Berlin', currency: 'EUR' })).toBe('49')
  expect(callingCodeOf({ timeZone: 'Asia/Shanghai', currency: 'CNY' })).toBe('86')
  expect(normalisePhone('07911 123456', '44')).toBe('+447911123456')
  expect(normalisePhone('(212) 555-0123', '1')).toBe('+12125550123')
  expect(normalisePhone('1-212-555-0123', '1')).toBe('+12125550123')
})

test.each(['91350100M000100Y43', '914403001922038216', '91330100799655058B'])(
  'the credit code %s of a real company passes',
  code => {
    expect(normaliseCreditCode(` ${code.toLowerCase()} `)).toBe(code)
  },
)

test.each(['91350100M000100Y44', '91350100M000100Y4', '91350100I000100Y43', '9135O100M000100Y43'])(
  'the credit code %s is refused',
  code => {
    expect(normaliseCreditCode(code)).toBeNull()
  },
)

test('changing any one character of a credit code is noticed', () => {
  const code = '91350100M000100Y43'
  for (let position = 0; position < 18; position++)
    for (const other of '0123456789ABCDEFGHJKLMNPQRTUWXY')
      if (other !== code[position])
        expect(normaliseCreditCode(code.slice(0, position) + other + code.slice(position + 1))).toBeNull()
})

test('resident identity numbers have a date and a check digit, other documents have neither', () => {
  expect(normaliseIdNumber('11010519491231002x')).toBe('11010519491231002X')
  expect(normaliseIdNumber('440524188001010014')).toBe('440524188001010014')
  expect(normaliseIdNumber('440524188001010015')).toBeNull()
  expect(normaliseIdNumber('11010519491331002X')).toBeNull()
  expect(normaliseIdNumber('4405241880010100')).toBeNull()
  expect(normaliseIdNumber('e 1234 5678')).toBe('E12345678')
})

test('masks keep what a colleague needs to recognise and no more', () => {
  expect(maskPhone('+8613812345678')).toBe('138****5678')
  expect(maskPhone('+861088886666')).toBe('010****6666')
  expect(maskPhone('+447911123456')).toBe('+44****3456')
  expect(maskName('王小明', 'person')).toBe('王**')
  expect(maskName('Ada Lovelace', 'person')).toBe('A**')
  expect(maskName('杭州某某有限公司', 'company')).toBe('杭州**')
  expect(maskContact('email', 'ming@example.com')).toBe('m***@example.com')
  expect(maskContact('id-number', '11010519491231002X')).toBe('110*************2X')
})

test('names are found by sound, initials and letters', () => {
  expect(nameSearch('王小明')).toBe('wangxiaoming wxm 王小明')
  expect(nameSearch('单雄信')).toMatch(/^shanxiongxin sxx /)
  expect(nameSearch('Ada Lovelace')).toBe('adalovelace al ada lovelace')
  expect(nameSearch('吕布')).toMatch(/^lvbu lb /)
})

test('what people type cannot become a pattern', () => {
  expect(likePattern(' 50%_\\ ')).toBe('%50\\%\\_\\\\%')
})

test('each kind of contact point has one written form', () => {
  expect(normaliseContact('email', ' Ming@Example.COM ', '86')).toBe('ming@example.com')
  expect(normaliseContact('email', 'ming@', '86')).toBeNull()
  expect(normaliseContact('wechat', 'wxid_ming', '86')).toBe('wxid_ming')
  expect(normaliseContact('wechat', 'two words', '86')).toBeNull()
  expect(normaliseContact('phone', '13812345678', '86')).toBe('+8613812345678')
})
