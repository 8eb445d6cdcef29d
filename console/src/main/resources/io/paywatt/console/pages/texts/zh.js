// 页面上的中文。

export const zh = {
  overview: '总览', desk: '异常处理', payments: '付款', accounts: '账户', meters: '电表', alerts: '告警', approvals: '审批', routes: '路由', audit: '审计', login: '登录',
  menu: '菜单', skip: '跳到内容', leave: '退出', dark: '深色', light: '浅色', keys: '快捷键', close: '关闭', cancel: '取消', save: '保存', change: '更改', write: '写入', show: '查看',
  'key.j': '下一行', 'key.k': '上一行', 'key.x': '选中这一行', 'key.Enter': '打开这一行', 'key./': '搜索', 'key.Esc': '离开输入框或对话框', 'key.?': '显示快捷键',
  about: 'PayWatt 连接支付渠道、电费账户和预付费电表。本页供管理人员查看账户和电表、处理失败的消息。', token: '令牌', enter: '登录', userName: '用户名', password: '密码', withToken: '用令牌登录', withPassword: '用密码登录', sessionOver: '会话已结束，请重新登录。',
  tokenHelp: '令牌是配置项 paywatt.api.token 的值；没有配置时，在数据目录下的 api-token 文件中。它等同于管理员。',
  failed: '没有成功', noHub: '连接不上系统。请检查网络，稍后再试。', notThere: '这里没有内容', again: '重试', any: '全部', parts: '分页', first: '回到开头', next: '下一页',
  nothingFound: '没有找到', widen: '请放宽筛选条件。', searchHint: '可输入账号、表号、房间、电话或住户。', choose: '选择', chooseAll: '全选', chooseNone: '取消选择', chosen: '已选 {n} 条',
  period: '时间范围', days: '{n} 天', hours: '{n} 小时', noValues: '这段时间没有数据', longerPeriod: '请选择更长的时间范围。', chartSays: '最近 {last}，最低 {low}，最高 {high}',
  at: '时间', kind: '类型', state: '状态', reason: '原因', by: '操作人', from: '从', to: '到', since: '开始', ended: '结束', facts: '信息', place: '位置', site: '园区', count: '数量', what: '内容', why: '说明',

  paymentsToday: '今日付款', failuresOpen: '待处理异常', onDesk: '在异常处理中', lateHint: '超过规定时间', inSuspense: '挂账金额', items: '{n} 笔', metersSilent: '失联电表', ofMeters: '共 {n} 块', alertsOpen: '未结告警', alertsHint: '电表与园区',
  paymentsPerMinute: '每分钟付款（最近一小时）', failuresPerMinute: '每分钟异常（最近一小时）', failures: '异常', needYou: '需要您处理', nothingWaits: '没有待处理的异常', nothingWaitsHint: '出现异常时会在这里列出。', noLate: '没有延迟的付款', waitsFor: '等待',

  payment: '付款', findPayment: '交易号、订单号、账号或表号', onlyLate: '只看延迟', latePayments: '延迟的付款', noPayments: '收到付款后会在这里列出。', received: '收到', paidAt: '支付时间', amount: '金额', provider: '渠道', transaction: '渠道交易号', order: '订单', timeline: '进度', late: '延迟', lateStep: '延迟：{step}', dueBy: '应在 {at} 前完成',
  move: '转入其他账户', moveTitle: '付款 {id} 转入其他账户', moveHint: '原账目冲正，金额记入新账户，两边电表和住户都会得到通知。', toAccount: '转入账号', moved: '已转入。', moves: '转移记录', suspense: '挂账',
  refund: '退款', refundTitle: '退还 {amount}？已用的部分不退。', refundAsked: '已申请退款。', refunds: '退款记录',

  account: '账号', findAccount: '账号、表号、房间、电话或住户', holder: '住户', phone: '电话', reveal: '显示完整', revealTitle: '将显示完整的个人信息，为什么需要？', balance: '余额', credit: '信用', neverCut: '不断电', daysLeft: '可用天数', daysLeftHint: '按近七天用量', debt: '欠费', usage: '用量', noAccounts: '还没有账户', noAccountsHint: '用 ./paywatt import 导入账户和电表。',
  statement: '账单', noLines: '这段时间没有账目', quantity: '数量', price: '单价', until: '至 {at}', notCut: '额度已用尽，暂不断电：{why}。', heldBy: '不得断电，{by}：{why}。', owes: '欠费 {amount}，每次付款按 {how} 偿还。',

  meter: '电表', findMeter: '表号、账号、房间或园区的开头', noMeters: '还没有联网的电表', noMetersHint: '用 ./paywatt import 导入账户和电表。', relay: '继电器', relayWanted: '应为{relay}', power: '功率', voltage: '电压', currentA: '电流', lastSeen: '最近通信', never: '从未', make: '型号', online: '在线', offline: '离线', openAlerts: '未结告警',
  shadow: '当前状态', proven: '已证实', balanceLedger: '账面余额', balanceMeter: '表内余额', offlineSince: '离线自', clock: '时钟', drift: '偏差 {n} 秒', signal: '信号', firmware: '固件', waitingCommands: '待回复指令', lastReading: '最近读数', register: '示数', billed: '已计费至', readings: '读数', noReadings: '还没有读数', noReadingsHint: '电表上报后会显示在这里。', noVoltage: '电表没有上报电压。', mean: '平均', highest: '最高', lowest: '最低',
  commands: '指令', noCommands: '没有指令', noCommandsHint: '可用上方按钮下发指令。', attempts: '尝试', readNow: '立即抄表', tellBalance: '下发余额', commandQueued: '指令已排队，电表在线即发送。', 'order.closed': '合闸送电', 'order.open': '断闸停电', 'ask.closed': '给电表 {meter} 合闸送电？', 'ask.open': '给电表 {meter} 断闸停电？住户将立即断电。',

  alert: '告警', noAlerts: '没有告警', noAlertsHint: '电表或园区出现异常时会在这里列出。', worst: '最严重值', lastAt: '最近一次', outage: '所属停电',

  route: '路由', noRoutes: '没有路由', passed: '通过', 'failed#': '失败', inside: '处理中', lastPassed: '最近通过', drawing: '流程图', counts: '自 {since} 起通过 {total} 条，其中失败 {failed} 条。', stepCounts: '通过 {total} · 失败 {failed}', itsFailures: '它的异常', stop: '停止', start: '启动', stopTitle: '停止路由 {route}？到有人启动或系统重启前，它不再处理消息。', startTitle: '启动路由 {route}？', 'done.stop': '已停止。', 'done.start': '已启动。',

  findFailed: '交易号、表号、账号、电话或内容', cause: '原因', causes: '按原因分组', allCauses: '全部原因', atRisk: '涉及金额', 'again#': '再次失败', owner: '负责人', nobody: '无人', whoOwns: '由谁负责？', oldest: '最早', newest: '最近', messages: '消息', message: '消息', failedAt: '失败时间', reference: '交易号', result: '结果', noFailed: '没有异常消息', noFailedHint: '处理失败的消息会完整地保存在这里。', notes: '备注', newNote: '新备注', whatToDo: '怎么办：',
  dryRun: '试算重放', dryRunAll: '试算全部 {n} 条', dryRunMatching: '试算所有符合的', planTitle: '重放会怎样', planHint: '以下只是试算，什么都没有发送。已入账的不会重复入账。', willCredit: '将入账 {sum}', replayN: '重放 {n} 条', started: '已开始重放 {n} 条。', replays: '重放', lastReplay: '最近重放', lastResult: '最近结果',
  'run.queued': '排队', 'run.sent': '已发送', 'run.done': '完成', 'run.failed': '失败', 'run.held': '挂起', 'run.cancelled': '已取消', 'run.running': '进行中', 'run.paused': '已暂停', 'run.pause': '暂停', 'run.resume': '继续', 'run.cancel': '取消',
  body: '正文', headers: '消息头', stack: '调用栈', technical: '技术细节', errorClass: '错误类型', frame: '位置', providerCode: '渠道代码', step: '步骤', door: '重放入口', contentType: '内容类型', routeVersion: '路由版本',
  edit: '修改', edits: '修改记录', version: '第 {n} 版', editTitle: '修改消息 {id}', editHint: '交易号不能改；改金额、账户、电表或币种需要另一人审批。', showDiff: '查看改动', diffTitle: '改动如下', saveEdit: '保存修改', editSaved: '已保存，可以重放。', editWaits: '已提交审批，需要另一人同意。', closeItem: '不再处理', closeItemTitle: '不再处理消息 {id}？', release: '解除隔离', releaseItemTitle: '解除消息 {id} 的隔离？',

  noApprovals: '没有审批', noApprovalsHint: '需要第二人确认的事项会在这里列出。', asks: '{who} 于 {at} 申请：', approvedBy: '{who} 已同意', approve: '同意', reject: '拒绝', approveTitle: '同意申请 {id}？', rejectTitle: '拒绝申请 {id}？', approveDone: '已同意。', rejectDone: '已拒绝。',
  actor: '操作人', action: '操作', subject: '对象', noAudit: '每次操作都会记录在这里。',

  suspenseHint: '这些付款没有找到账户。查明归属后转入账户，或者退款。', noSuspense: '没有挂账款项', noSuspenseHint: '所有付款都已入账。', ageDays: '天数',
  'suspenseKind.surplus': '重复付款', 'suspenseKind.unknown-order': '订单不存在', 'suspenseKind.unknown-meter': '电表未登记', 'suspenseKind.nameless': '无订单无表号', 'suspenseKind.amount': '金额不符', 'suspenseKind.currency': '币种不符', 'suspenseKind.provider': '渠道不符', 'suspenseKind.meter': '表号不符', 'suspenseKind.purchase': '无法购电', 'suspenseKind.foreign': '非本商户', 'suspenseKind.other': '其他',
  settlements: '对账', settlementsHint: '每个营业日核对渠道账单、账面和电表三方。差异按类别列出；无需人工的，由下一份账单或电表下次上报自动核销。', noSettlements: '这段时间没有对账', noSettlementsHint: '收到渠道的第一份账单后开始对账。', day: '营业日', bill: '渠道账单', ledger: '账面', onMeters: '电表到账', differences: '差异', difference: '差额', toSee: '待处理', theyWait: '等待中', classes: '差异类别', class: '类别', allClasses: '全部类别', theirs: '对方', ours: '我方', whatNow: '处理', resolve: '核销', resolveTitle: '核销差异 {id}：查明的情况？', resolved: '已核销。', carried: '跨日', unexplained: '未说明', unexplainedHint: '应为零', balanceDiffers: '余额不符：{n}', noBill: '无账单', tiesOut: '账单与账面的差额均有说明。', tiesNot: '账单与账面有未说明的差额。', allAgree: '三方一致', noDifferences: '没有差异',
  'settlement.waiting': '等待账单', 'settlement.settled': '已核对', 'difference.open': '待处理', 'difference.waiting': '等待中', 'difference.resolved': '已核销', 'settled.payment': '付款', 'settled.refund': '退款',
  users: '用户', newUser: '新用户', userAdded: '{name} 可以登录了。', roles: '角色', sites: '园区', everySite: '全部园区', disabled: '已停用', active: '正常', lockedUntil: '锁定至 {at}', rolesTitle: '{name} 的角色', sitesTitle: '{name} 的园区', newPassword: '新密码', passwordTitle: '{name} 的新密码；同时解除锁定', keepOut: '停用', letIn: '启用', keepOutTitle: '停用 {name}？其会话立即结束。', letInTitle: '重新启用 {name}？', saved: '已保存。', whatTheyDid: '其操作', whatWasDone: '对其的更改',
  imports: '导入', importHint: 'UTF-8 编码的 CSV 文件，列如下。要么全部导入，要么都不导入，并指出每一处有误的行。', file: '文件', chooseFile: 'CSV 文件', importIt: '导入 {n} 行', imported: '已导入。', faults: '有误，未导入任何内容', line: '行', content: '文件内容', lines: '行数', rooms: '房间', noLinesInFile: '文件中没有内容', moreLines: '还有 {n} 行',

  'cause.unknownMeter': '电表未登记', 'cause.unknownOrder': '订单不存在', 'cause.namesNothing': '通知无订单无表号', 'cause.otherAmount': '金额不符', 'cause.otherCurrency': '币种不符', 'cause.otherProvider': '支付渠道不符', 'cause.otherMeter': '表号不符', 'cause.surplus': '重复付款', 'cause.notOurs': '非本商户', 'cause.conflict': '同一交易内容不同', 'cause.forged': '未经渠道确认', 'cause.noAnswer': '渠道无有效答复', 'cause.unreadable': '内容无法读取',
  'do.unknownMeter': '电表没有登记。导入这块电表，再重放，就会入账。', 'do.unknownOrder': '订单不存在。向渠道查明付的是什么，然后退款。', 'do.namesNothing': '通知里没有订单也没有表号。向渠道查明，然后退款或转入正确账户。', 'do.otherAmount': '实付与订单金额不符。问付款人：打开这笔付款，转入其账户或退款。', 'do.otherCurrency': '币种不符。请退款。', 'do.otherProvider': '支付渠道与订单不符。核对两边，转入账户或退款；重放没有用。', 'do.otherMeter': '付款的表号与订单不符。问付款人，再转入正确账户。', 'do.surplus': '同一订单付了两次。退还这一笔。', 'do.notOurs': '付给了其他商户或应用，没有入账。检查密钥配置。', 'do.conflict': '同一交易前后内容不同，以第一次为准。请询问渠道；不能重放。', 'do.forged': '渠道不认可这笔付款，可能是伪造的。请付款人出示凭证；重放会再向渠道查询一次。', 'do.noAnswer': '渠道没有给出有效答复。问渠道是否已付；渠道恢复后重放。', 'do.unreadable': '内容无法读取。更正正文或修复原因后重放。', 'do.other': '排除原因后重放。先试算：已入账的不会重复入账。',

  'state.open': '待处理', 'state.replaying': '重放中', 'state.replayed': '已重放', 'state.failed-again': '再次失败', 'state.quarantined': '已隔离', 'state.closed': '已关闭', 'state.posted': '已入账', 'state.parked': '挂账', 'state.held': '挂起', 'state.ordered': '已下单', 'state.claimed': '待核实', 'state.opening': '下单中', 'state.failed': '失败', 'state.given-up': '已放弃',
  'step.ordered': '下单', 'step.paid': '支付', 'step.received': '收到通知', 'step.posted': '入账', 'step.sent': '下发', 'step.acknowledged': '电表确认', 'step.receipt': '收据', 'stepState.pending': '等待', 'stepState.done': '完成', 'stepState.failed': '失败', 'stepState.skipped': '不需要',
  'refund.requested': '已申请', 'refund.sending': '发送中', 'refund.processing': '处理中', 'refund.held': '挂起', 'refund.abnormal': '异常', 'refund.done': '已退款', 'refund.refused': '已拒绝',
  'credit.ok': '正常', 'credit.low': '余额偏低', 'credit.emergency': '应急用电', 'credit.exhausted': '已用尽',
  'not.held': '已设为不得断电', 'not.grace': '转换宽限期', 'not.holiday': '节假日', 'not.weather': '恶劣天气', 'not.weekend': '周末', 'not.protected-hours': '保护时段', 'not.payment-pending': '有付款在途', 'not.readings-old': '读数过旧', 'not.readings-estimated': '余额依据估算读数',
  'line.payment': '付款', 'line.consumption': '用电', 'line.opening': '期初', 'line.reversal': '冲正', 'line.suspense': '挂账', 'line.reallocation': '转入', 'line.refund': '退款', 'line.debt': '欠费', 'line.recovery': '还欠费', 'line.vend': '购电', 'line.correction': '更正',
  'meters.on': '通电', 'meters.off': '断电', 'meters.silent': '失联', 'relay.closed': '合闸', 'relay.open': '断闸', 'relay.unknown': '未知',
  'command.credit': '充值', 'command.relay': '继电器', 'command.balance': '余额', 'command.price': '单价', 'command.read': '抄表', 'command.display': '显示', 'command.write': '写参数', 'command.queued': '排队', 'command.sent': '已发送', 'command.accepted': '已接受', 'command.proven': '已证实', 'command.refused': '拒绝', 'command.failed': '失败', 'command.expired': '过期',
  'alertState.open': '未结', 'alertState.closed': '已结', 'alertStep.began': '开始', 'alertStep.opened': '确认', 'alertStep.told': '已通知', 'alertStep.grouped': '并入停电', 'alertStep.synced': '已同步余额', 'alertStep.desk': '交人工处理', 'alertStep.closed': '恢复',
  'alert.over-voltage': '过压', 'alert.under-voltage': '欠压', 'alert.overload': '过载', 'alert.phase-loss': '缺相', 'alert.broken-neutral': '断零', 'alert.reverse-power': '反向功率', 'alert.relay-stuck': '继电器粘连或旁路', 'alert.impossible-consumption': '用电量异常', 'alert.clock-drift': '时钟偏差', 'alert.cover-open': '开盖', 'alert.relay-fault': '继电器故障', 'alert.wrong-topic': '越权发布', 'alert.power-failure': '停电', 'alert.silent-meter': '电表失联', 'alert.night-leak': '夜间漏电', 'alert.balance-mismatch': '表内余额不符', 'alert.site-outage': '园区停电', 'unit.h': '小时', 'unit.s': '秒', 'unit.meters': '块电表',
  'routeState.Started': '运行', 'routeState.Stopped': '已停止', 'routeState.Suspended': '已暂停',
  'action.post': '入账', 'action.already-posted': '已入账', 'action.replay': '重放', 'action.held': '不重放', 'action.invalid': '内容无效',
  'approval.waiting': '待审批', 'approval.approved': '已同意', 'approval.rejected': '已拒绝', 'approvalKind.failed-edit': '修改消息',
  'role.viewer': '查看', 'role.support': '客服', 'role.approver': '审批', 'role.integrator': '集成', 'role.administrator': '管理员', 'role.terminal': '命令行', 'role.hub': '系统', 'role.-': '',
  notices: '消息', noNotices: '尚无消息', noNoticesHint: '回单、预警和告警及其状态列在这里。', administrators: '管理员',
  'notice.low-balance': '余额不足', 'notice.low-days': '余额可用天数不多', 'notice.cut-off-soon': '停电预告', 'notice.cut-off': '已停电', 'notice.restored': '已恢复供电', 'notice.receipt': '充值回单', 'notice.receipt-debt': '充值回单（含还欠费）', 'notice.receipt-energy': '购电回单', 'notice.debt-recovery': '欠费扣还预告', 'notice.token': '充值码', 'notice.tariff-change': '电价调整', 'notice.outage': '停电通知', 'notice.outage-over': '停电结束', 'notice.digest': '汇总', 'notice.payment-parked': '付款挂账', 'notice.payment-moved-in': '付款转入', 'notice.payment-moved-out': '付款转出', 'notice.refund-done': '已退款', 'notice.refund-held': '退款待人工处理', 'notice.payment-late': '付款超时', 'notice.sms-balance': '短信回复：余额', 'notice.sms-help': '短信回复：帮助', 'notice.sms-stopped': '短信回复：退订', 'notice.sms-no-account': '短信回复：无此户', 'notice.sms-topup-how': '短信回复：如何充值', 'notice.sms-topup-opened': '短信回复：已下单', 'notice.sms-topup-refused': '短信回复：下单被拒', 'notice.sms-payment-received': '短信回复：查询中',
  'noticeState.queued': '排队', 'noticeState.sent': '已发出', 'noticeState.accepted': '运营商已接收', 'noticeState.delivered': '已送达', 'noticeState.failed': '失败', 'noticeState.skipped': '未发送', 'noticeState.expired': '过期未发', 'noticeState.digested': '已汇总发送',
  'channel.sms': '短信', 'channel.email': '邮件', 'channel.wechat-mini': '微信小程序', 'channel.wechat-mp': '微信公众号', 'channel.fcm': '应用推送', 'channel.web-push': '网页推送', 'channel.webhook': 'Webhook', 'channel.wecom': '企业微信', 'channel.dingtalk': '钉钉',
};
