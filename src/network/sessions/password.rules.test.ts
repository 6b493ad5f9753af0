import { describe, expect, test } from 'vitest'
import { faultOfPassword } from './password.rules.ts'

describe('a password that would be guessed first is refused', () => {
  test.each([
    ['short', 'too-short'],
    ['123456789', 'too-short'],
    ['x'.repeat(129), 'too-long'],
    ['1234567890', 'too-common'],
    ['0987654321', 'too-common'],
    ['aaaaaaaaaaaa', 'too-common'],
    ['abc123abc123', 'too-common'],
    ['Password123!', 'too-common'],
    ['P@ssw0rd2024', 'too-common'],
    ['qwertyuiop', 'too-common'],
    ['1qaz2wsx3edc', 'too-common'],
    ['woaini1314520', 'too-common'],
    ['WangLi-2024x', 'has-username'],
  ] as const)('%s is %s', (password, fault) => {
    expect(faultOfPassword(password, 'wangli')).toBe(fault)
  })

  test.each(['correct horse battery', '春眠不觉晓处处闻啼鸟', 'tK4-vm9q-Ra2x', 'the administrator of tea'])(
    '%s is taken',
    password => {
      expect(faultOfPassword(password, 'wangli')).toBeNull()
    },
  )
})
