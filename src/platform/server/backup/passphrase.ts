import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Refusal } from '../refusal.ts'

const variable = 'FORECOURT_PASSPHRASE'
const lengthMin = 12

/** The passphrase for keys that go into a backup: from the environment, else asked twice at the terminal. */
export async function askNewPassphrase(): Promise<string> {
  const given = process.env[variable]
  const passphrase = given || (await ask('Passphrase for the keys: '))
  if (passphrase.length < lengthMin)
    throw new Refusal(`A passphrase has at least ${lengthMin} characters: choose some unrelated words.`)
  if (!given && (await ask('The same again: ')) !== passphrase)
    throw new Refusal('The two passphrases differ: begin again.')
  return passphrase
}

/** The passphrase that locked the keys of a backup. */
export async function askPassphrase(): Promise<string> {
  return process.env[variable] || (await ask('Passphrase of the keys in the backup: '))
}

/** Nothing that is typed is shown. */
async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new Refusal(`There is no terminal to ask for the passphrase: set ${variable}.`)
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: true })
  process.stderr.write(question)
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('close', () => reject(new Refusal('No passphrase was given.')))
      lines.question('', resolve)
    })
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
