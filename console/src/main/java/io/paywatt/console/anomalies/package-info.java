/** What is wrong with meters and sites, for staff. */
package io.paywatt.console.anomalies;
