/** How everything stands. */
package io.paywatt.console.overview;
