/** Money that has no place, and money that goes elsewhere: suspense, moves, refunds. */
package io.paywatt.console.money;
