package io.daybook.shop.order;

import io.daybook.shop.value.Money;

/**
 * A quantity of one product at one price. Part of events.
 *
 * @param lineTotal quantity times unit price
 */
public record OrderLine(String productId, long quantity, Money unitPrice, Money lineTotal) {}
