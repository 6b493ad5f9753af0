import { words } from '../platform/web/words/words.ts'

/** The places of the sales slice, for the navigation that every page shows; small on purpose. */
export const placeWords = words(
  'sales-places',
  {
    today: '今日',
    board: '看板',
    sales: '销售单',
    testDrives: '试驾',
    network: '销售汇总',
    processes: '销售流程',
    taxRates: '税率表',
    newInquiry: '新建咨询',
    receptions: '来店来电',
    newReception: '登记来店来电',
    found: '客户、车辆与销售单',
    foundCustomers: '客户',
    foundVehicles: '车辆',
    foundSales: '销售单',
  },
  {
    today: 'Today',
    board: 'Board',
    sales: 'Sales',
    testDrives: 'Test drives',
    network: 'Figures',
    processes: 'Sales process',
    taxRates: 'Tax rates',
    newInquiry: 'New inquiry',
    receptions: 'Visits & calls',
    newReception: 'Register a visit or call',
    found: 'Customers, cars and sales',
    foundCustomers: 'Customers',
    foundVehicles: 'Cars',
    foundSales: 'Sales',
  },
)
