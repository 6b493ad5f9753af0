import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../package-root.ts'

const sources = join(packageRoot, 'src')

test('a Chinese sentence has Chinese punctuation', async () => {
  const paths = (await readdir(sources, { recursive: true })).filter(path =>
    /\.(words|problems)\.ts$/.test(path),
  )
  expect(paths.length).toBeGreaterThan(20)
  const faults = await Promise.all(
    paths.map(async path => faultsIn(await readFile(join(sources, path), 'utf8'))),
  )
  expect(faults.flat()).toEqual([])
})

test('a mark of the other script is found inside a text, not between texts', () => {
  expect(faultsIn("detail: '代码在启动时显示,每次都是新的。',")).toHaveLength(1)
  expect(faultsIn("['已配车', '合同已匹配车辆。', '例如 CNY；留空则继承上级']")).toEqual([])
})

const halfWidth = /\p{Script=Han}[,;:!?]|[,;!?]\p{Script=Han}/u

/** The quoted texts in which a half-width mark touches a Chinese character. */
function faultsIn(source: string): string[] {
  return (source.match(/'[^'\n]*'/g) ?? []).filter(text => halfWidth.test(text))
}
