/** Notices to administrators in a group of WeCom, by the group's robot. */
package io.paywatt.adapter.wecom;
