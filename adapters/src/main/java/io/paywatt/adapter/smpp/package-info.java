/** SMS over SMPP 3.4: residents' texts in, from an operator's SMSC, by camel-smpp. */
package io.paywatt.adapter.smpp;
