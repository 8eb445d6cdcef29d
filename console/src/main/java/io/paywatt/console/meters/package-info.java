/** A meter's live state, its usage, commands to it. */
package io.paywatt.console.meters;
