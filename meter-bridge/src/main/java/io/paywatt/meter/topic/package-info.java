/** The names messages travel under: {@code prefix/{serial}/reading|event|online|reply|command} (design.md 5). */
package io.paywatt.meter.topic;
