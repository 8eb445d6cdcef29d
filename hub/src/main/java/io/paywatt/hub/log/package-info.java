/** What may stand in the log: nobody's name or phone, and no token. */
package io.paywatt.hub.log;
