/** Notices by e-mail, over SMTP by camel-mail. */
package io.paywatt.adapter.email;
