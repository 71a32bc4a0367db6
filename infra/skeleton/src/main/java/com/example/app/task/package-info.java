/** Tasks: added, assigned and finished. */
@NullMarked
package com.example.app.task;

import org.jspecify.annotations.NullMarked;
