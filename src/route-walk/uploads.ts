import { importKinds } from '../imports.ts'
import { workImport } from '../platform/server/import/work-import.ts'
import { jpegBytes } from '../sales/attachments/testing/images.ts'
import type { Browser, ProductServer } from '../testing/product-server.ts'
import { done } from './stores.ts'

export const customersFile = 'name,phone\nSomeone Else,13800138000\n'

/** A form with one file, as a browser sends it. */
export function uploadOf(fields: Readonly<Record<string, string>>, content: string) {
  const boundary = 'walked-boundary'
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const file = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="walk.csv"\r\ncontent-type: text/csv\r\n\r\n${content}\r\n--${boundary}--\r\n`
  return {
    body: Buffer.from(parts.join('') + file),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}

/** A form with one photo. */
export function photoUpload(fields: Readonly<Record<string, string>>, photo: Buffer = jpegBytes()) {
  const { body, headers } = uploadOf(fields, 'photo-here')
  const at = body.indexOf('photo-here')
  const parts = [body.subarray(0, at), photo, body.subarray(at + 'photo-here'.length)]
  return { body: Buffer.concat(parts), headers }
}

export async function makeImport(
  by: Browser,
  dealerId: string,
  content: string = customersFile,
): Promise<string> {
  const { body, headers } = uploadOf({ kind: 'customers', dealerId }, content)
  return done<{ id: string }>(await by.send('POST', '/api/imports', body, headers), 'upload').id
}

/** An import that has run, and refused its only row: names and numbers stay in it and go nowhere else. */
export async function refusedImport(
  { services }: ProductServer,
  by: Browser,
  dealerId: string,
  person: { readonly name: string; readonly phone: string },
): Promise<string> {
  const importId = await makeImport(by, dealerId, `name,phone\n${person.name},${person.phone}x\n`)
  // said by hand, or there were nothing to remember of its columns
  const columns = ['name', 'phone'].map((field, index) => ({ index, field }))
  const mapping = { columns, currency: 'CNY' }
  done(await by.send('PATCH', `/api/imports/${importId}`, { mapping }, { 'if-match': '"1"' }), 'mapping')
  for (const step of ['preview', 'run']) {
    done(await by.send('POST', `/api/imports/${importId}/${step}`), step)
    await workImport(services, importKinds, { dealerId, importId })
  }
  return importId
}
