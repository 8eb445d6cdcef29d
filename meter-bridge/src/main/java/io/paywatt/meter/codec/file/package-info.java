/** Reading the files of {@code config/meters}: one make a file, every fault with its line. */
package io.paywatt.meter.codec.file;
