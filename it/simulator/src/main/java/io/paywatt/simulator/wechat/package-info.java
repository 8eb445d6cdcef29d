/**
 * WeChat Pay API v3 as its merchants see it: opens, queries and closes JSAPI orders, signs answers, sends encrypted
 * notices and sends them again until they are acknowledged. It differs from the real one in a single point: a notify_url
 * on the loopback address may be plain HTTP.
 */
package io.paywatt.simulator.wechat;
