/** The description of the API. */
package io.paywatt.console.openapi;
