/** Tencent Cloud SMS out, and its delivery reports in. */
package io.paywatt.adapter.tencent;
