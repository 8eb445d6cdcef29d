/** The routes of the hub: their drawing, what went through them, start and stop. */
package io.paywatt.console.routes;
