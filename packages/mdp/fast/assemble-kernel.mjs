// node packages/mdp/fast/assemble-kernel.mjs: assembles kernel.wat into kernel-bytes.ts.
// With --check it writes nothing and fails when the bytes are not those of the text.
import { readFile, writeFile } from 'node:fs/promises'
import makeWabt from 'wabt'

const source = new URL('kernel.wat', import.meta.url)
const target = new URL('kernel-bytes.ts', import.meta.url)

const text = await readFile(source, 'utf8')
const wabt = await makeWabt()
const content = `// Made from kernel.wat by assemble-kernel.mjs; do not edit.

/** For a memory of one thread. */
export const kernelBytes =
  '${assemble('')}'

/** For a memory that threads share: only the imported memory is declared otherwise. */
export const sharedKernelBytes =
  '${assemble('shared')}'
`
if (!process.argv.includes('--check')) await writeFile(target, content)
else if ((await readFile(target, 'utf8')) !== content) {
  process.stderr.write(
    'kernel-bytes.ts is not what kernel.wat gives: node packages/mdp/fast/assemble-kernel.mjs\n',
  )
  process.exitCode = 1
}

function assemble(sharing) {
  const module = wabt.parseWat('kernel.wat', text.replace('SHARED', sharing), { threads: true })
  try {
    const { buffer } = module.toBinary({})
    if (!WebAssembly.validate(buffer)) throw new Error('kernel.wat is not valid')
    return Buffer.from(buffer).toString('base64')
  } finally {
    module.destroy()
  }
}
