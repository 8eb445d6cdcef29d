/**
 * Alibaba Cloud SMS out. {@link io.paywatt.adapter.aliyun.AliyunSms} is the bean that the kamelet aliyun-sms-sink calls.
 */
package io.paywatt.adapter.aliyun;
