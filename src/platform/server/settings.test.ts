import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'

test('nothing set: the loopback, port 3000, and a data folder that does not depend on the working directory', () => {
  const settings = readSettings({ HOME: '/home/li', XDG_DATA_HOME: 'relative/is/ignored' })
  expect(settings).toMatchObject({ host: '127.0.0.1', port: 3000, databaseUrl: undefined })
  expect(settings.dataFolder).toMatch(/^\/.*\/forecourt$/)
  expect(settings.keysFile).toBe(`${settings.dataFolder}/keys.json`)
})

test('an empty variable is one that is not set', () => {
  expect(readSettings({ PORT: '', DATABASE_URL: '', HOST: '' })).toEqual(readSettings({}))
})

test('a relative path becomes absolute at once', () => {
  expect(readSettings({ FORECOURT_DATA: 'data' }).keysFile).toBe(`${process.cwd()}/data/keys.json`)
})

test('no proxy is believed unless it is named; a list of addresses and networks is', () => {
  expect(readSettings({}).proxies).toEqual([])
  expect(readSettings({ FORECOURT_PROXIES: '127.0.0.1, 10.0.0.0/8,2001:db8::/32' }).proxies).toEqual([
    '127.0.0.1',
    '10.0.0.0/8',
    '2001:db8::/32',
  ])
})

test.each([
  'proxy.example',
  '10.0.0.0/0',
  '10.0.0.0/33',
  '10.0.0.0/08',
  '::1/129',
  '10.0.0.0/8/8',
  ',',
  'fe80::1%eth0',
])('proxies are not %s', FORECOURT_PROXIES => {
  expect(() => readSettings({ FORECOURT_PROXIES })).toThrow(/FORECOURT_PROXIES is wrong/)
})
