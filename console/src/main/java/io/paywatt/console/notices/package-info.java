/** Messages to people over HTTP: what became of them, and what residents do without. */
package io.paywatt.console.notices;
