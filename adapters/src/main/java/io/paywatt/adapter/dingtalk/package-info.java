/** Notices to administrators in a group of DingTalk, by the group's robot. */
package io.paywatt.adapter.dingtalk;
