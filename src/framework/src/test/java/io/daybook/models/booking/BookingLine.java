package io.daybook.models.booking;

import io.daybook.models.wallet.Coins;

/**
 * So many nights in one room at one price. Part of events.
 *
 * @param lineTotal nights times price
 */
public record BookingLine(String roomId, long nights, Coins price, Coins lineTotal) {}
