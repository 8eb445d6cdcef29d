/**
 * WeChat Pay API v3 as its merchants see it: opens (JSAPI, native, H5), queries and closes orders, gives refunds, makes bills,
 * signs answers, sends encrypted notices and sends them again until they are acknowledged. It differs from the real one in two
 * points: a notify_url on the loopback address may be plain HTTP, and a day that has not ended has a bill.
 */
package io.paywatt.simulator.wechat;
