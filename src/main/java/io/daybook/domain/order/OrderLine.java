package io.daybook.domain.order;

import io.daybook.domain.value.Money;

/**
 * So many pieces of one product at one price. Part of events.
 *
 * @param lineTotal quantity times unit price
 */
public record OrderLine(String productId, long quantity, Money unitPrice, Money lineTotal) {}
