/** Notices to browsers by Web Push: VAPID (RFC 8292) and message encryption (RFC 8291) on the JDK. */
package io.paywatt.adapter.webpush;
