/** Notices by WeChat: subscribe messages of a mini program, template messages of an official account. */
package io.paywatt.adapter.wechatpush;
