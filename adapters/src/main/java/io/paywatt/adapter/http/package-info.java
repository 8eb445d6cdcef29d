/** Any channel that is one HTTP call, described by the parameters of a kamelet. */
package io.paywatt.adapter.http;
