/** The page at /console/: fixed files from the class path; what it shows comes from the API with the reader's token. */
package io.paywatt.console.pages;
