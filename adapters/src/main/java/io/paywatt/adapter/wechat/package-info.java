/**
 * WeChat Pay API v3: notices in, JSAPI orders out. {@link io.paywatt.adapter.wechat.WechatPay} is the bean that the
 * kamelets call; the rest is how it works. Written on the JDK's own cryptography; the official SDK is the judge in the tests.
 */
package io.paywatt.adapter.wechat;
