/** The description of an application's HTTP API in the form of OpenAPI, made from its catalog. */
@NullMarked
package io.daybook.laptop.openapi;

import org.jspecify.annotations.NullMarked;
