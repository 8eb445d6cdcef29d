/** Alibaba Cloud's SMS gateway (SendSms, version 2017-05-25): checks the signature, keeps what it was given. */
package io.paywatt.simulator.sms;
