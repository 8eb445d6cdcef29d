/** Asking providers, as routes see it. */
package io.paywatt.hub.inquiry;
