// Every word of the page in both languages, and how amounts, energy and times are written.

const KEY = 'paywatt.language';

const TEXTS = {
  'zh-CN': {
    other: 'English', leave: '退出',
    what: '这是什么',
    about: 'PayWatt 连接支付渠道、电费账户和预付费电表：住户付款后，付款经核验、只入账一次，电表随即得到通知并恢复供电。本页供管理人员查看账户和电表、处理失败的消息。',
    contract: '其他系统使用的接口在 /api/v1，接口说明在 /api/openapi.json（同样需要令牌）。',
    tokenTitle: '登录',
    tokenHelp: '令牌是配置项 paywatt.api.token 的值。没有配置时，系统首次启动会自动生成，保存在数据目录（PAYWATT_DATA，默认 data/）下的 api-token 文件中。令牌只保留在此标签页，关闭即清除。',
    token: '令牌', enter: '进入', wrongToken: '令牌不正确',
    books: '账目', booksRight: '借贷平衡，所有余额与分录一致。', booksWrong: '账目有误：',
    find: '查找账户', findLabel: '电表号、房间、电话、账号或住户', search: '查找', none: '没有找到。', more: '还有更多，请缩小查找范围。',
    account: '账号', site: '园区', room: '房间', holder: '住户', balance: '余额', credit: '状态', days: '可用天数',
    ok: '正常', low: '余额偏低', emergency: '应急用电', exhausted: '已用尽',
    meter: '电表', relay: '继电器', wanted: '应为', reported: '上报', closed: '合闸', open: '断闸', online: '在线', yes: '是', no: '否',
    lastSeen: '最近通信', register: '示数', power: '功率', voltage: '电压', billed: '已计费至', waiting: '待回复指令',
    statement: '最近 31 天的账目', at: '时间', kind: '类型', amount: '金额', energy: '用量',
    payment: '付款', consumption: '用电', opening: '期初', reversal: '冲正', suspense: '挂账', reallocation: '转入', refund: '退款', debt: '欠费', recovery: '还欠费', vend: '购电', correction: '更正',
    owedRow: '欠费 {amount}，每次付款按 {how} 偿还', heldRow: '不得断电，{by}：{why}', until: '至 {at}', notCut: '额度已用尽，暂不断电：{why}',
    'not.held': '已设为不得断电', 'not.grace': '转换宽限期', 'not.holiday': '节假日', 'not.weather': '恶劣天气', 'not.weekend': '周末', 'not.protected-hours': '保护时段',
    'not.payment-pending': '有付款在途', 'not.readings-old': '读数过旧', 'not.readings-estimated': '余额依据估算读数',
    failed: '失败的消息', failedNone: '没有待处理的消息。', items: '消息', count: '数量',
    route: '路由', step: '步骤', cause: '原因', state: '状态', result: '结果',
    'state.open': '待处理', 'state.replaying': '重放中', 'state.replayed': '已重放', 'state.failed-again': '再次失败',
    choose: '选择', dryRun: '试算重放', planTitle: '试算结果（尚未发送）', replay: '重放', cancel: '取消', refresh: '刷新',
    willReplay: '将重放到 {door}', held: '不重放：{why}', started: '已开始重放 {n} 条。', chooseFirst: '请先选择消息。', nothing: '没有可以重放的消息。',
    failedCall: '没有成功：{why}',
  },
  en: {
    other: '中文', leave: 'Leave',
    what: 'What this is',
    about: 'PayWatt joins payment providers, electricity accounts and prepaid meters: a payment is proved genuine, credited once, the meter is told, and the power comes back. On this page staff see accounts and meters and deal with failed messages.',
    contract: 'The API for other systems is at /api/v1, its description at /api/openapi.json (which needs the token too).',
    tokenTitle: 'Enter',
    tokenHelp: 'The token is the value of paywatt.api.token. Without one the hub makes a token at its first start and keeps it in the file api-token of its data folder (PAYWATT_DATA, by default data/). It stays in this tab only and is gone when you close it.',
    token: 'Token', enter: 'Enter', wrongToken: 'That is not the token of this hub',
    books: 'Books', booksRight: 'The books balance and every balance equals its postings.', booksWrong: 'The books are wrong:',
    find: 'Find an account', findLabel: 'Meter, room, phone, account or holder', search: 'Search', none: 'Nothing found.', more: 'There are more; search more closely.',
    account: 'Account', site: 'Site', room: 'Room', holder: 'Holder', balance: 'Balance', credit: 'Credit', days: 'Days left',
    ok: 'ok', low: 'low', emergency: 'emergency credit', exhausted: 'used up',
    meter: 'Meter', relay: 'Relay', wanted: 'wanted', reported: 'reported', closed: 'closed (power on)', open: 'open (power off)', online: 'Online', yes: 'yes', no: 'no',
    lastSeen: 'Last seen', register: 'Register', power: 'Power', voltage: 'Voltage', billed: 'Billed up to', waiting: 'Commands without answer',
    statement: 'Statement of the last 31 days', at: 'Time', kind: 'Kind', amount: 'Amount', energy: 'Quantity',
    payment: 'payment', consumption: 'consumption', opening: 'opening', reversal: 'reversal', suspense: 'suspense', reallocation: 'moved in', refund: 'refund', debt: 'debt', recovery: 'to the debt', vend: 'units bought', correction: 'correction',
    owedRow: 'Owes {amount} from before; payments give {how}', heldRow: 'Never cut, {by}: {why}', until: 'until {at}', notCut: 'Used up and not cut yet: {why}',
    'not.held': 'held', 'not.grace': 'grace after the conversion', 'not.holiday': 'holiday', 'not.weather': 'weather', 'not.weekend': 'weekend', 'not.protected-hours': 'protected hours',
    'not.payment-pending': 'a payment is on its way', 'not.readings-old': 'readings are too old', 'not.readings-estimated': 'the balance rests on estimated readings',
    failed: 'Failed messages', failedNone: 'Nothing waits for you.', items: 'Messages', count: 'Count',
    route: 'Route', step: 'Step', cause: 'Cause', state: 'State', result: 'Result',
    'state.open': 'open', 'state.replaying': 'replaying', 'state.replayed': 'replayed', 'state.failed-again': 'failed again',
    choose: 'Choose', dryRun: 'Try the replay', planTitle: 'What a replay would do (nothing was sent)', replay: 'Replay', cancel: 'Cancel', refresh: 'Refresh',
    willReplay: 'goes in again at {door}', held: 'held: {why}', started: '{n} sent in again.', chooseFirst: 'Choose a message first.', nothing: 'There is nothing to replay.',
    failedCall: 'That failed: {why}',
  },
};

let language = localStorage.getItem(KEY) ?? (navigator.language.startsWith('zh') ? 'zh-CN' : 'en');

export const current = () => language;

export function switchLanguage() {
  language = language === 'en' ? 'zh-CN' : 'en';
  localStorage.setItem(KEY, language);
}

/** The text of a key, with {name} filled in; a key without text is shown as it is. */
export function t(key, values = {}) {
  const text = TEXTS[language][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Integer minor units as money. */
export function money({ amount, currency }) {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}

/** Wh as kWh, litres of water and gas as m3. */
export const quantity = (small, utility) => `${new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(small / 1000)} `
  + (utility === 'water' || utility === 'gas' ? 'm3' : 'kWh');

/** An RFC 3339 time in the reader's zone; nothing for null. */
export const time = (at) => (at ? new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' }).format(new Date(at)) : null);
