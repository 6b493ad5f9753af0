import { getRequestStateAsyncLocalStorage } from '@better-auth/core/context'
import { expect, test } from 'vitest'
import { inFlow } from './sign-in-library.ts'

test('no context of a sign-in follows what comes after the last flow', async () => {
  const context = await getRequestStateAsyncLocalStorage()
  const isOpen = () => Reflect.get(context, 'enabled')
  const flow = () => context.run(new WeakMap(), async () => context.getStore() !== undefined)
  expect(await inFlow(flow)).toBe(true)
  expect(isOpen()).toBe(false)

  let release = () => {}
  const longer = inFlow(() =>
    context.run(new WeakMap(), () => new Promise<void>(resolve => (release = resolve))),
  )
  await inFlow(flow)
  expect(isOpen(), 'while another is under way').toBe(true)
  release()
  await longer
  expect(isOpen()).toBe(false)
})
