/** Bookings: rooms are added and removed, until the booking is confirmed or cancelled. */
@NullMarked
package io.daybook.models.booking;

import org.jspecify.annotations.NullMarked;
