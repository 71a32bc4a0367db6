package io.daybook.models.booking;

/** Who will stay, where it is not the member. Part of events. */
public record Guest(String name, String country) {}
