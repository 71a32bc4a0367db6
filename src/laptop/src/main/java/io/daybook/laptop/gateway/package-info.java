/** HTTP requests as an HTTP API of API Gateway turns them into events of functions. */
@NullMarked
package io.daybook.laptop.gateway;

import org.jspecify.annotations.NullMarked;
