/** The makes of meters a hub serves: the files of {@code config/meters}, and trying one on a sample. */
package io.paywatt.meter.make;
