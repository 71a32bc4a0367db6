package io.daybook.models.booking;

import io.daybook.kernel.decide.Rejection;

/** Why a booking refuses a command. */
public enum BookingRejection implements Rejection {
    ALREADY_MADE("booking-already-made", "A booking is made once; this one was made before."),
    NOT_PENDING("booking-not-pending", "Only a pending booking can be changed or confirmed."),
    ROOM_NOT_BOOKED("room-not-booked", "The booking has no such line."),
    TOO_DEAR("too-dear", "The total would grow beyond 18 digits."),
    CONFIRMED("booking-confirmed", "The booking is confirmed and cannot be cancelled any more.");

    private final String code;
    private final String message;

    BookingRejection(String code, String message) {
        this.code = code;
        this.message = message;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String message() {
        return message;
    }
}
