/** Who did what, when and why. */
package io.paywatt.console.audit;
