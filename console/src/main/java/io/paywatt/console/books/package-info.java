/** Whether the books are right. */
package io.paywatt.console.books;
