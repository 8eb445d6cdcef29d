/** Questions about meters: the live picture, usage and cost over time. Reads only. */
package io.paywatt.ledger.usage;
