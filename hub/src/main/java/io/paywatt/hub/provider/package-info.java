/** One class a provider: from its keys to the beans its kamelets name. A new provider is a class here and a line in {@link ProviderList}. */
package io.paywatt.hub.provider;
