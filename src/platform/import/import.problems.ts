import type { ProblemCatalogue } from '../problem.ts'

/** Why a file as a whole cannot be imported; what is wrong with single rows stands in findings.ts. */
export const importProblems = {
  'import.file-too-large': {
    status: 413,
    en: {
      title: 'The file is too large',
      detail: 'A file may have up to {limitMiB} MiB.',
      cure: 'Split it and import the parts; rows that are already in are not doubled.',
    },
    zh: {
      title: '文件过大',
      detail: '文件最大 {limitMiB} MiB。',
      cure: '请拆分后分批导入，已导入的行不会重复。',
    },
  },
  'import.file-format': {
    status: 415,
    en: {
      title: 'This kind of file is not read',
      detail: 'The file looks like {found}.',
      cure: 'Save it as XLSX or CSV, without a password, and import that.',
    },
    zh: {
      title: '不支持的文件格式',
      detail: '该文件看起来是 {found}。',
      cure: '请另存为不带密码的 XLSX 或 CSV 后导入。',
    },
  },
  'import.file-empty': {
    status: 422,
    en: {
      title: 'The file holds no rows',
      detail: 'No row of headings with rows under it was found.',
      cure: 'Check that the right file or sheet is chosen; the first row must hold the headings.',
    },
    zh: {
      title: '文件没有数据',
      detail: '没有找到表头及其下的数据行。',
      cure: '请确认选对了文件或工作表，且首行是表头。',
    },
  },
  'import.file-damaged': {
    status: 422,
    en: {
      title: 'The file is damaged',
      detail: 'It stops making sense at {part}.',
      cure: 'Open it in a spreadsheet, save it again and import that.',
    },
    zh: { title: '文件已损坏', detail: '读到 {part} 时出错。', cure: '请用表格软件打开并重新保存后导入。' },
  },
  'import.archive-bomb': {
    status: 422,
    en: {
      title: 'The file unpacks to far more than it should',
      detail: '{part} grows beyond {limit}.',
      cure: 'Copy the rows into a new workbook, or save them as CSV, and import that.',
    },
    zh: {
      title: '文件解压后异常巨大',
      detail: '{part} 超出 {limit}。',
      cure: '请把数据复制到新工作簿，或另存为 CSV 后导入。',
    },
  },
  'import.too-many-rows': {
    status: 422,
    en: {
      title: 'The file has too many rows',
      detail: 'A file may have up to {limit} rows.',
      cure: 'Split it and import the parts.',
    },
    zh: { title: '行数过多', detail: '每个文件最多 {limit} 行。', cure: '请拆分后分批导入。' },
  },
  'import.too-many-columns': {
    status: 422,
    en: {
      title: 'The file has too many columns',
      detail: 'A file may have up to {limit} columns, this one has {found}.',
      cure: 'Check the separator, or remove columns that are not needed.',
    },
    zh: {
      title: '列数过多',
      detail: '最多 {limit} 列，该文件有 {found} 列。',
      cure: '请检查分隔符，或删去不需要的列。',
    },
  },
  'import.quotes-broken': {
    status: 422,
    en: {
      title: 'The quotes of the file do not match',
      detail: 'In more than {limit} rows a quote is opened and not closed, first in row {row}.',
      cure: 'Save the file again from the program it comes from, with every quote inside a cell doubled.',
    },
    zh: {
      title: '文件中的引号不匹配',
      detail: '超过 {limit} 行的引号没有闭合，首先出现在第 {row} 行。',
      cure: '请从原程序重新导出，单元格内的引号应成对出现。',
    },
  },
  'import.sheet-unknown': {
    status: 422,
    en: {
      title: 'There is no such sheet',
      detail: 'The workbook has no sheet {sheet}; it has {sheets}.',
      cure: 'Choose one of these sheets.',
    },
    zh: {
      title: '没有该工作表',
      detail: '工作簿中没有 {sheet}，现有：{sheets}。',
      cure: '请从现有工作表中选择。',
    },
  },
  'import.field-unknown': {
    status: 422,
    en: {
      title: 'There is no such field',
      detail: '{field} is none of: {fields}.',
      cure: 'Use one of these names.',
    },
    zh: { title: '没有该字段', detail: '{field} 不在这些字段中：{fields}。', cure: '请使用其中的名称。' },
  },
  'import.column-unknown': {
    status: 422,
    en: {
      title: 'There is no such column',
      detail: 'The file has no column {column}; it has: {columns}.',
      cure: 'Name a heading of the file, or a column by its number, as in #3.',
    },
    zh: {
      title: '没有该列',
      detail: '文件中没有 {column}，现有：{columns}。',
      cure: '请写文件中的表头，或用 #3 这样的列号。',
    },
  },
  'import.field-twice': {
    status: 422,
    en: {
      title: 'A field is taken from two columns',
      detail: '{field} stands over more than one column.',
      cure: 'Leave it with the column that is right.',
    },
    zh: { title: '字段对应了多列', detail: '{field} 对应了不止一列。', cure: '请只保留正确的一列。' },
  },
  'import.duplicate-heading': {
    status: 422,
    en: {
      title: 'Two columns have the same heading',
      detail: '“{heading}” stands over the columns {columns}.',
      cure: 'Say which one is meant, by its number.',
    },
    zh: { title: '表头重复', detail: '“{heading}”出现在 {columns} 列。', cure: '请用列号指明取哪一列。' },
  },
  'import.column-missing': {
    status: 422,
    en: {
      title: 'A column that is needed was not found',
      detail: 'No column for {fields} among: {columns}.',
      cure: 'Choose the columns for these fields; the row above the data must hold their headings.',
    },
    zh: {
      title: '缺少必需的列',
      detail: '没有找到 {fields}，现有列：{columns}。',
      cure: '请为这些字段选择对应的列；数据上方须有一行表头。',
    },
  },
  'import.date-order-ambiguous': {
    status: 422,
    en: {
      title: 'The dates can be read in two ways',
      detail: 'In the column {column}, {sample} may be {readings}.',
      cure: 'Say which order is meant: ymd, dmy or mdy.',
    },
    zh: {
      title: '日期有两种读法',
      detail: '{column} 列中的 {sample} 可以读作 {readings}。',
      cure: '请指明顺序：ymd、dmy 或 mdy。',
    },
  },
  'import.choice-unclear': {
    status: 422,
    en: {
      title: 'This choice was not understood',
      detail: '{choice} is none of: {wanted}.',
      cure: 'Write it as in one of these.',
    },
    zh: { title: '无法理解该选项', detail: '{choice} 不是：{wanted}。', cure: '请按其中一种写法填写。' },
  },
  'import.currency-unknown': {
    status: 422,
    en: {
      title: 'This currency is not known',
      detail: '{currency} is no ISO 4217 code.',
      cure: 'Use a code such as CNY, GBP or EUR.',
    },
    zh: {
      title: '不认识该币种',
      detail: '{currency} 不是 ISO 4217 代码。',
      cure: '请使用 CNY、GBP、EUR 等代码。',
    },
  },
  'import.under-way': {
    status: 409,
    en: {
      title: 'The import is under way',
      detail: 'It is being previewed or run.',
      cure: 'Wait until it is done, or cancel it first.',
    },
    zh: { title: '导入正在进行', detail: '该导入正在预览或执行。', cure: '请等待完成，或先取消。' },
  },
  'import.finished': {
    status: 409,
    en: {
      title: 'The import is finished',
      detail: 'It ran to its end, or nothing of it is under way.',
      cure: 'Upload the file again to import it once more: rows that are in are not doubled.',
    },
    zh: {
      title: '导入已结束',
      detail: '该导入已执行完毕，或当前没有在执行。',
      cure: '如需再次导入请重新上传，已导入的行不会重复。',
    },
  },
  'import.file-expired': {
    status: 410,
    en: {
      title: 'The file is no longer kept',
      detail: 'Uploaded files are kept for {days} days.',
      cure: 'Upload it again.',
    },
    zh: { title: '文件已过保留期', detail: '上传的文件保留 {days} 天。', cure: '请重新上传。' },
  },
} as const satisfies ProblemCatalogue
