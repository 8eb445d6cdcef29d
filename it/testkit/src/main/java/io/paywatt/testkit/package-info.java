/** The real MariaDB and MQTT broker for tests, reached as a user reaches them: by process, port and password. */
package io.paywatt.testkit;
