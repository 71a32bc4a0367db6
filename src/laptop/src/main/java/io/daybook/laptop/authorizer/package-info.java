/** What API Gateway's authorizers do in the cloud: who a request comes from is known before any function sees it. */
@NullMarked
package io.daybook.laptop.authorizer;

import org.jspecify.annotations.NullMarked;
