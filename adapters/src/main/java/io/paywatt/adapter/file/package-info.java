/** Notices into a file instead of to a phone: for the demo and for trying routes. */
package io.paywatt.adapter.file;
