/**
 * Makes that speak JSON, described by a file of {@code config/meters}: topics, paths, units, words, commands. {@link
 * io.paywatt.meter.codec.mapping.MappingFile} reads one, {@link io.paywatt.meter.codec.mapping.MappingCodec} works by it.
 */
package io.paywatt.meter.codec.mapping;
