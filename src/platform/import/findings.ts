import type { Fields, Words } from './fields.ts'
import type { Finding } from './import.contract.ts'
import type { FindingWords } from './kind.ts'

export type Language = 'zh' | 'en'

/** The heading of a reject file's last column; both are known again when the file is imported. */
export const reasonHeading: Words = { zh: '未导入原因', en: 'Reason not imported' }

export function isReasonHeading(heading: string): boolean {
  return heading === reasonHeading.zh || heading === reasonHeading.en
}

/** What every kind may say about a cell, a row or a file. */
export const engineFindings: FindingWords = {
  'value-missing': { zh: '不能为空', en: 'must be filled in' },
  'not-a-number': { zh: '“{value}”不是数字', en: '“{value}” is not a number' },
  'not-whole': { zh: '“{value}”不是整数', en: '“{value}” is not a whole number' },
  'number-out-of-range': {
    zh: '“{value}”不在 {min}～{max} 之间',
    en: '“{value}” is not between {min} and {max}',
  },
  'amount-negative': { zh: '金额“{value}”不能为负', en: 'the amount “{value}” may not be negative' },
  'amount-too-large': { zh: '金额“{value}”过大', en: 'the amount “{value}” is too large' },
  'not-a-date': {
    zh: '“{value}”不是日期（{format}）',
    en: '“{value}” is not a date ({format})',
  },
  'unknown-code': { zh: '“{value}”不在可选值中：{allowed}', en: '“{value}” is none of: {allowed}' },
  'code-unlisted': {
    zh: '“{value}”不在可选值中，按“{code}”导入',
    en: '“{value}” is not in the list and was read as {code}',
  },
  'text-too-long': {
    zh: '{length} 个字符，最多 {max} 个',
    en: '{length} characters, at most {max} are kept',
  },
  'not-an-email': { zh: '“{value}”不是邮箱地址', en: '“{value}” is not an e-mail address' },
  'not-a-phone': { zh: '“{value}”不是电话号码', en: '“{value}” is not a phone number' },
  'phone-rounded': {
    zh: '电话“{value}”被表格软件改成了科学计数，末尾数字已丢失',
    en: 'the phone number “{value}” was rounded by a spreadsheet and has lost its last digits',
  },
  'not-yes-or-no': { zh: '“{value}”不是“是”或“否”', en: '“{value}” is neither yes nor no' },
  'currency-unknown': { zh: '不认识币种“{value}”', en: 'the currency “{value}” is not known' },
  'currency-conflict': {
    zh: '单元格写的是 {written}，而该行币种是 {currency}',
    en: 'the cell says {written} but the currency is {currency}',
  },
  'nul-character': { zh: '含有空字符（NUL）', en: 'holds a NUL character' },
  'undecodable-character': { zh: '含有无法识别的字符', en: 'holds characters that cannot be read' },
  'formula-without-value': {
    zh: '公式没有保存计算结果，请在表格软件中打开并保存一次',
    en: 'a formula without a saved result: open the file in a spreadsheet and save it once',
  },
  'cell-error': { zh: '单元格错误 {value}', en: 'the cell holds the error {value}' },
  'ragged-row': {
    zh: '有 {found} 列，表头有 {expected} 列',
    en: '{found} columns, the heading has {expected}',
  },
  'quote-not-closed': { zh: '引号没有闭合', en: 'a quote is opened and not closed' },
  'row-too-long': { zh: '该行超过 {max} 个字符', en: 'the row is longer than {max} characters' },
  'same-key-other-values': {
    zh: '与第 {row} 行是同一条记录，但内容不同：请只保留正确的一行',
    en: 'the same record as row {row} with other values: keep the right one',
  },
  'value-taken': { zh: '“{value}”已被第 {row} 行使用', en: '“{value}” is already used by row {row}' },
  'repeated-row': { zh: '与第 {row} 行重复', en: 'repeats row {row}' },
  'merged-cell': { zh: '取自合并单元格', en: 'taken from a merged cell' },
}

/** One finding in words, with the name of its field in front.
 *  @example 指导价: “abc”不是数字 */
export function describeFinding(
  finding: Finding,
  language: Language,
  fields: Fields,
  kindFindings: FindingWords = {},
): string {
  const words = kindFindings[finding.code] ?? engineFindings[finding.code]
  const template = words?.[language] ?? finding.code
  const text = template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(finding.params?.[name] ?? whole),
  )
  const field = finding.field === undefined ? undefined : fields[finding.field]
  return field ? `${field.label[language]}${language === 'zh' ? '：' : ': '}${text}` : text
}

export function describeFindings(
  findings: readonly Finding[],
  language: Language,
  fields: Fields,
  kindFindings?: FindingWords,
): string {
  const said = findings.map(finding => describeFinding(finding, language, fields, kindFindings))
  return said.join(language === 'zh' ? '；' : '; ')
}
