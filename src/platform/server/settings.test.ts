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
