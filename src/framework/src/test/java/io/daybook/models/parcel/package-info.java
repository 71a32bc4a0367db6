/** Parcels, whose commands, events, states and rows hold a value of every type that JSON carries. */
@NullMarked
package io.daybook.models.parcel;

import org.jspecify.annotations.NullMarked;
