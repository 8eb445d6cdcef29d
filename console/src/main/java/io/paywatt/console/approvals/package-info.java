/** What waits for a second person. */
package io.paywatt.console.approvals;
