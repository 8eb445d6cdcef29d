/** Notices to a system of the enterprise's own, signed by Standard Webhooks. */
package io.paywatt.adapter.webhook;
