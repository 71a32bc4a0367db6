/** This application: what exists in it. */
@NullMarked
package com.example.app;

import org.jspecify.annotations.NullMarked;
