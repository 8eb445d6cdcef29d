/** Notices to apps by Firebase Cloud Messaging, HTTP v1. */
package io.paywatt.adapter.fcm;
