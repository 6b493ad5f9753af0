import type { ProblemCatalogue } from '../../platform/problem.ts'

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
} as const satisfies ProblemCatalogue
