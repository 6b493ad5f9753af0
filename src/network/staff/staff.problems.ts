import type { ProblemCatalogue } from '../../platform/problem.ts'
import { problemType as type } from '../../platform/problem-type.ts'

export const staffProblems = {
  'staff.username-taken': {
    status: 409,
    en: {
      title: 'This username is taken',
      detail: 'Somebody in this system already signs in with it.',
      cure: 'Choose another one, such as with the store code added.',
    },
    zh: {
      title: '用户名已被使用',
      detail: '系统中已有人使用该用户名。',
      cure: '请换一个，例如加上门店代码。',
    },
  },
  'staff.role-not-yours': {
    status: 403,
    en: {
      title: 'You may not grant this role here',
      detail: 'One of the roles lies beyond what your own roles let you grant.',
      cure: 'Ask an administrator of that organisation.',
    },
    zh: {
      title: '您无权授予该角色',
      detail: '所选角色中有超出您可授予范围的角色。',
      cure: '请联系该组织的管理员。',
    },
  },
  'staff.role-elsewhere': {
    status: 422,
    en: {
      title: 'This role does not exist at such an organisation',
      detail: 'Store roles are held at a store, regional roles at a region, and so on.',
      cure: 'Choose a role of that organisation, or another organisation.',
    },
    zh: {
      title: '该组织没有此角色',
      detail: '门店角色只能在门店担任，大区角色只能在大区担任，依此类推。',
      cure: '请选择该组织适用的角色，或更换组织。',
    },
  },
  'staff.above-you': {
    status: 403,
    en: {
      title: 'This person is not yours to change',
      detail: 'They hold a role that you could not grant.',
      cure: 'Ask an administrator above both of you.',
    },
    zh: { title: '您无权修改此员工', detail: '该员工持有您无权授予的角色。', cure: '请联系上级管理员。' },
  },
  'staff.last-administrator': {
    status: 409,
    en: {
      title: 'This is the last administrator',
      detail: 'Without them nobody could manage the network any more.',
      cure: 'Make another administrator at the top of the network first.',
    },
    zh: {
      title: '这是最后一位管理员',
      detail: '停用或撤销后将无人可以管理网络。',
      cure: '请先在最上级组织再指定一位管理员。',
    },
  },
  'staff.inactive': {
    status: 409,
    en: {
      title: 'This person is deactivated',
      detail: 'They cannot sign in at present.',
      cure: 'Reactivate them first.',
    },
    zh: { title: '该员工已停用', detail: '该员工目前无法登录。', cure: '请先重新启用。' },
  },
  'staff.active': {
    status: 409,
    en: { title: 'This person is active', detail: 'They were not deactivated.', cure: 'Reload the page.' },
    zh: { title: '该员工在职', detail: '该员工没有被停用。', cure: '请刷新页面。' },
  },
  'staff.no-username': {
    status: 409,
    en: {
      title: 'This person has no username',
      detail: 'Without a username nobody can sign in.',
      cure: 'Enter a username for them first.',
    },
    zh: { title: '该员工没有用户名', detail: '没有用户名无法登录。', cure: '请先填写用户名。' },
  },
  'staff.holds-work': type(
    409,
    [
      '该员工名下还有业务',
      '名下还有 {customers} 位客户、{leads} 条线索、{sales} 张进行中的销售单。',
      '请先选择接手的同事（或公海），在停用的同时完成交接。',
    ],
    [
      'This person still holds work',
      'They have {customers} customer(s), {leads} lead(s) and {sales} running sale(s).',
      'Choose who takes over, or the public pool, and hand over as they leave.',
    ],
  ),
  'staff.successor-not-there': type(
    422,
    [
      '接手人不可用',
      '所选接手人已停用、不在相关门店任职，或就是离开的本人。',
      '请在 successorIds（接手人）中选择在岗的同事。',
    ],
    [
      'The successor is not there',
      'Somebody chosen is deactivated, does not work at the store concerned, or is the leaver.',
      'Choose colleagues who are at work there (successorIds).',
    ],
  ),
  'staff.sales-need-successor': type(
    422,
    [
      '进行中的销售单需要接手人',
      '有 {sales} 张进行中的销售单，不能放入公海。',
      '请在 successorIds（接手人）中选择至少一位同事。',
    ],
    [
      'Running sales need a successor',
      'There are {sales} running sale(s); the public pool takes customers and leads only.',
      'Choose at least one colleague (successorIds).',
    ],
  ),
} as const satisfies ProblemCatalogue
