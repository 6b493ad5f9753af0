import { words } from '../../platform/web/words/words.ts'
import { addendumReasons } from '../process/sale.contract.ts'

type Reasons = Record<(typeof addendumReasons)[number], string>

/** Words of the parties, the addenda, the swap and the waitlist. */
export const contractWords = words(
  'contracts',
  {
    parties: {
      title: '合同',
      other: '买方、抬头或联系人与客户不同',
      buyer: '买方',
      titleBy: '发票抬头',
      asBuyer: '同买方',
      customer: '本店客户',
      company: '填写单位',
      name: '单位名称',
      creditCode: '统一社会信用代码',
      contact: '联系人',
      sameAs: '不填则为销售单客户',
    },
    split: {
      earnest: '具定金效力',
      excess: '超出部分（按预付款）',
      due: '签约后待付车款',
      price: '合同价',
    },
    terms: {
      price: '现行合同价',
      deliveryOn: '承诺交车日',
      winReason: '成交原因',
      addenda: '补充协议',
      count: '{{count}} 份',
    },
    addendum: {
      newPrice: '新合同价',
      deliveryOn: '新承诺交车日',
      terms: '其他条款',
      reason: '变更原因',
      hint: '留空的条款不变。编号依次为 1、2、3…，原条款保留在历史中。',
      earnest: '变更后具定金效力的金额',
    },
    reason: {
      'customer-wish': '客户要求',
      price: '价格调整',
      'delivery-date': '交期变更',
      'car-swap': '换车',
      error: '更正笔误',
      other: '其他',
    } satisfies Reasons,
    swap: {
      old: '原车',
      fresh: '新车',
      difference: '标价差额',
      same: '标价相同',
      dearer: '新车标价高 {{amount}}；价格不变即为多让利，须在您的额度内或加价。',
      cheaper: '新车标价低 {{amount}}。',
      otherTrim: '车型与合同不同：须签补充协议。',
      undone: '下列已完成的交车条件属于原车，将被撤销：{{items}}。',
      red: '发票 {{number}} 将以红字冲销。',
      withAddendum: '同时签订补充协议',
      noAddendum: '价格不变',
      unmatch: '撤销后合同恢复为按车型（订车），车辆可售。',
    },
    waitlist: {
      subject: '等什么',
      byTrim: '该车型的任意一台',
      byCar: '指定的一台（他人已锁）',
      hint: '有车时按先后顺序留车 {{hours}} 小时，逾期轮到下一位。',
      waiting: '排队等车',
      place: '第 {{place}} 位',
      offered: '已为本单留车，至 {{time}}',
      leaveText: '退出后位置不保留；已留的车辆将让给下一位。',
      none: '没有被锁定的车辆可等。',
    },
  },
  {
    parties: {
      title: 'Contract',
      other: 'Buyer, invoice title or contact is not the customer',
      buyer: 'Buyer',
      titleBy: 'Invoice title',
      asBuyer: 'As the buyer',
      customer: 'A customer',
      company: 'Enter a company',
      name: 'Company name',
      creditCode: 'Unified credit code',
      contact: 'Contact',
      sameAs: 'Left empty: the customer of the sale',
    },
    split: {
      earnest: 'Effective as earnest money',
      excess: 'Beyond it, a prepayment',
      due: 'Due after signing',
      price: 'Contract price',
    },
    terms: {
      price: 'Price in force',
      deliveryOn: 'Delivery promised by',
      winReason: 'Why they signed',
      addenda: 'Addenda',
      count: '{{count}}',
    },
    addendum: {
      newPrice: 'New price',
      deliveryOn: 'New delivery date',
      terms: 'Other terms',
      reason: 'Reason',
      hint: 'What is left empty stays. Addenda are numbered 1, 2, 3 …; what was signed stays on record.',
      earnest: 'Effective as earnest money afterwards',
    },
    reason: {
      'customer-wish': 'The customer’s wish',
      price: 'Price',
      'delivery-date': 'Delivery date',
      'car-swap': 'Swap of the car',
      error: 'Correction of an error',
      other: 'Other',
    },
    swap: {
      old: 'Old car',
      fresh: 'New car',
      difference: 'Difference of list prices',
      same: 'Both are offered at the same price',
      dearer:
        'The new car is offered at {{amount}} more: at the same price that much more is given away, within your limit or not at all.',
      cheaper: 'The new car is offered at {{amount}} less.',
      otherTrim: 'Another trim than agreed: an addendum is needed.',
      undone: 'These ticks belong to the old car and are undone: {{items}}.',
      red: 'A red invoice reverses {{number}}.',
      withAddendum: 'With an addendum',
      noAddendum: 'At the same price',
      unmatch: 'The contract stands on its trim again, the car is free.',
    },
    waitlist: {
      subject: 'Waits for',
      byTrim: 'Any car of the trim',
      byCar: 'A named car that another holds',
      hint: 'In order: a car that becomes free is held for {{hours}} hours, then it is the next one’s turn.',
      waiting: 'Waiting for a car',
      place: 'Place {{place}}',
      offered: 'A car is held until {{time}}',
      leaveText: 'The place is lost; a car that is held goes to the next in line.',
      none: 'No car is held by others.',
    },
  },
)

/** A code that this page does not know yet stands for itself. */
export function addendumWord(code: string | null): string | null {
  if (code === null) return null
  const known = addendumReasons.find(each => each === code)
  return known ? contractWords(`reason.${known}`) : code
}
