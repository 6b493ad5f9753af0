import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { packageRoot } from '../platform/server/package-root.ts'
import { chromiumFlags, chromiumPath } from '../platform/server/testing/browser.ts'

/** A maskable icon is cut by the phone into its own shape: the drawing keeps to the inner four fifths. */
const icons = [
  { name: 'icon-192', size: 192, isMaskable: false },
  { name: 'icon-512', size: 512, isMaskable: false },
  { name: 'icon-maskable-512', size: 512, isMaskable: true },
  { name: 'apple-touch-icon', size: 180, isMaskable: true },
]
const ground = '#1d4fb8'

const drawing = await readFile(join(packageRoot, 'public/favicon.svg'), 'utf8')
const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumFlags })
try {
  for (const { name, size, isMaskable } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    const inner = isMaskable ? Math.round(size * 0.8) : size
    await page.setContent(
      `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${isMaskable ? ground : 'transparent'}">
       <div style="width:${inner}px;height:${inner}px;line-height:0">${drawing}</div></body>`,
    )
    const picture = await page.screenshot({ omitBackground: true })
    await writeFile(join(packageRoot, 'public', `${name}.png`), picture)
    await page.close()
  }
} finally {
  await browser.close()
}
